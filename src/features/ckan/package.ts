import { type Entry, type File, type Group, type Organization, type Sdi, uuidOf } from '../catalogue/index.ts'

/**
 * What CKAN calls a package. Lists of objects under names that CKAN does not know would keep it from being imported.
 */
export type Package = Readonly<Record<string, unknown>>

/** The words of the forms of Satu Data Indonesia, which are the names of extras. */
const sdiNames: Readonly<Record<keyof Sdi, string>> = {
  concept: 'konsep',
  definition: 'definisi',
  classification: 'klasifikasi',
  measure: 'ukuran',
  unit: 'satuan',
  reference_code: 'kode_referensi',
  steward: 'walidata'
}

/** CKAN writes UTC and does not say so: `2016-02-03T02:15:00.000000`. */
export function ckanTime(at: number): string
export function ckanTime(at: number | undefined): string | null
export function ckanTime(at: number | undefined): string | null {
  return at === undefined ? null : `${new Date(at).toISOString().slice(0, -1)}000`
}

/** @param base address of the hub, for files that it serves itself */
export function toPackage(entry: Entry, base: string): Package {
  const { id, name, title, notes, titles, descriptions, organization, contact, licence, tags, groups, files, sdi } =
    entry
  return {
    id,
    name,
    title,
    notes: notes ?? '',
    type: 'dataset',
    state: 'active',
    private: false,
    license_id: licence?.id ?? null,
    license_title: licence?.title ?? null,
    ...(licence?.url !== undefined && { license_url: licence.url }),
    isopen: licence?.isOpen ?? false,
    owner_org: organization?.id ?? null,
    organization: organization === undefined ? null : shortOrganization(organization),
    author: organization?.title ?? null,
    author_email: null,
    maintainer: contact?.name ?? null,
    maintainer_email: contact?.email ?? null,
    url: entry.page === undefined ? null : `${base}${entry.page}`,
    version: null,
    creator_user_id: null,
    metadata_created: ckanTime(entry.createdAt ?? entry.modifiedAt),
    metadata_modified: ckanTime(entry.modifiedAt),
    num_tags: tags.length,
    tags: tags.map(tag => ({ id: uuidOf('tag', tag), name: tag, display_name: tag, state: 'active',
      vocabulary_id: null })
    ),
    groups: groups.map(shortGroup),
    extras: extrasOf(entry),
    sdi,
    ...(titles && { title_translated: titles }),
    ...(descriptions && { notes_translated: descriptions }),
    num_resources: files.length,
    resources: files.map((file, position) => toResource(entry, file, position, base)),
    relationships_as_subject: [],
    relationships_as_object: []
  }
}

export function toResource(
  { id: package_id, createdAt, modifiedAt }: Entry,
  file: File,
  position: number,
  base: string
): Package {
  return {
    id: file.id,
    package_id,
    position,
    name: file.name,
    description: file.description ?? '',
    url: file.url.startsWith('/') ? `${base}${file.url}` : file.url,
    url_type: null,
    resource_type: null,
    format: file.format ?? '',
    mimetype: file.mediaType ?? null,
    mimetype_inner: null,
    size: file.size ?? null,
    hash: file.hash ?? '',
    state: 'active',
    created: ckanTime(file.createdAt ?? createdAt ?? modifiedAt),
    last_modified: ckanTime(file.modifiedAt),
    metadata_modified: ckanTime(file.modifiedAt ?? modifiedAt),
    datastore_active: file.hasRows,
    cache_url: null,
    cache_last_updated: null
  }
}

/** In the order of their keys, as CKAN has them. One without a value is none. */
function extrasOf(
  { sdi, frequency, temporalStart, temporalEnd, conformsTo, key, system }: Entry
): { key: string; value: string }[] {
  const pairs: (readonly [string, string | undefined])[] = [
    ...(Object.entries(sdi) as [keyof Sdi, string][]).map(([name, value]) => [sdiNames[name], value] as const),
    ['frequency', frequency],
    ['temporal_start', temporalStart],
    ['temporal_end', temporalEnd],
    ['conforms_to', conformsTo],
    ['satu_id', key],
    ['satu_system', system]
  ]
  return pairs.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }])).sort((
    a,
    b
  ) => (a.key < b.key ? -1 : 1))
}

export function shortOrganization({ id, name, title }: Organization): Package {
  return { id, name, title, type: 'organization', description: '', image_url: '', is_organization: true,
    approval_status: 'approved', state: 'active' }
}

export function shortGroup({ id, name, title }: Group): Package {
  return { id, name, title, display_name: title, description: '', image_display_url: '' }
}
