import { type Entry, type Licence, licences, uuidOf } from '../catalogue/index.ts'
import type { Action, ActionContext } from './action.ts'
import { notFound } from './errors.ts'
import { organizationActions } from './organization-actions.ts'
import { entriesWith, MOST_ROWS, packageSearch } from './package-search.ts'
import { toResource } from './package.ts'
import { flag, natural, needed, type Params, text } from './params.ts'

/** Everything that can be asked for, by name. What changes anything is not among it: such an action is not known. */
export function createActions(more: Readonly<Record<string, Action>>): Readonly<Record<string, Action>> {
  const actions: Readonly<Record<string, Action>> = {
    ...datasetActions,
    ...organizationActions,
    ...siteActions,
    ...more,
    help_show: {
      help: 'What an action does. Parameters: name.',
      run(params) {
        const name = needed(params, 'name')
        const found = Object.hasOwn(actions, name) ? actions[name] : undefined
        if (found === undefined) throw notFound('there is no such action')
        return JSON.stringify(found.help)
      }
    }
  }
  return actions
}

const MOST_SUGGESTED = 100

function neededEntry(params: Params, { catalogue }: ActionContext): Entry {
  const found = catalogue.get(needed(params, 'id', 'name_or_id'))
  if (found === undefined) throw notFound('there is no such dataset')
  return found
}

const datasetActions: Readonly<Record<string, Action>> = {
  package_list: {
    help: 'Names of all datasets, in the order of the alphabet. Parameters: limit, offset.',
    run(params, { catalogue }) {
      const offset = natural(params, 'offset', 0)
      const limit = natural(params, 'limit', 0)
      const names = catalogue.entries.map(({ name }) => name).sort()
      return JSON.stringify(names.slice(offset, limit === 0 ? undefined : offset + limit))
    }
  },
  package_show: {
    help: 'A dataset with its resources. Parameters: id (or its name).',
    run: (params, context) => context.packageText(neededEntry(params, context))
  },
  package_search: {
    help:
      'Searches the datasets. Parameters: q, fq, fq_list, sort, rows (10, at most 1000), start, facet, facet.field ' +
      '(a JSON list), facet.limit, facet.mincount, fl. '
      + 'fq takes field:value, field:"a phrase", metadata_modified:[2026-01-01T00:00:00Z TO *], + and - in front, OR ' +
      'in between; a blank means all of it.',
    run: packageSearch
  },
  current_package_list_with_resources: {
    help: 'Datasets with their resources, last change first. Parameters: limit (at most 1000), offset.',
    run(params, { catalogue: { entries }, packageText }) {
      const offset = natural(params, 'offset', 0)
      const limit = natural(params, 'limit', MOST_ROWS, MOST_ROWS)
      return `[${entriesWith(entries, () => true).slice(offset, offset + limit).map(packageText).join(',')}]`
    }
  },
  package_autocomplete: {
    help: 'Datasets whose name or title holds what was typed. Parameters: q, limit.',
    run(params, { catalogue: { entries } }) {
      const typed = needed(params, 'q').toLowerCase()
      const limit = natural(params, 'limit', 10, MOST_SUGGESTED)
      return JSON.stringify(entries.flatMap(({ name, title }) => {
        const isName = name.includes(typed)
        return isName || title.toLowerCase().includes(typed)
          ? [{ name, title, match_field: isName ? 'name' : 'title', match_displayed: isName ? name : title }]
          : []
      }).slice(0, limit))
    }
  },
  resource_show: {
    help: 'A resource of a dataset. Parameters: id.',
    run(params, { catalogue, base }) {
      const found = catalogue.file(needed(params, 'id'))
      if (found === undefined) throw notFound('there is no such resource')
      return JSON.stringify(toResource(found.entry, found.file, found.entry.files.indexOf(found.file), base))
    }
  },
  resource_view_list: {
    help: 'Views of a resource: there are none. Parameters: id.',
    run(params, { catalogue }) {
      if (catalogue.file(needed(params, 'id')) === undefined) throw notFound('there is no such resource')
      return '[]'
    }
  },
  tag_list: {
    help: 'Tags of the datasets. Parameters: query, all_fields.',
    run(params, { catalogue }) {
      const words = (text(params, 'query') ?? text(params, 'q') ?? '').trim().toLowerCase()
      if (text(params, 'vocabulary_id') !== undefined) throw notFound('there is no such vocabulary')
      const tags = catalogue.tags.filter(tag => tag.toLowerCase().includes(words))
      return JSON.stringify(flag(params, 'all_fields', false) ? tags.map(shownTag) : tags)
    }
  },
  tag_show: {
    help: 'A tag. Parameters: id (or its name), include_datasets.',
    run(params, { catalogue: { tags, entries }, packageOf }) {
      const asked = needed(params, 'id')
      const tag = tags.find(tag => tag === asked || uuidOf('tag', tag) === asked)
      if (tag === undefined) throw notFound('there is no such tag')
      const packages = flag(params, 'include_datasets', false)
        ? entriesWith(entries, entry => entry.tags.includes(tag)).slice(0, MOST_ROWS).map(packageOf)
        : undefined
      return JSON.stringify({ ...shownTag(tag), ...(packages && { packages }) })
    }
  }
}

function shownTag(tag: string): Record<string, unknown> {
  return { id: uuidOf('tag', tag), name: tag, display_name: tag, vocabulary_id: null }
}

const siteActions: Readonly<Record<string, Action>> = {
  site_read: { help: 'Whether the site can be read: true.', run: () => 'true' },
  status_show: {
    help: 'What the site is.',
    run: (_params, { base, about }) =>
      JSON.stringify({
        // The version whose words are spoken here.
        ckan_version: '2.11.0',
        site_url: base,
        site_title: about.title,
        site_description: about.description,
        locale_default: 'id',
        error_emails_to: null,
        extensions: ['datastore', 'dcat']
      })
  },
  license_list: {
    help: 'Licences that datasets can have.',
    run(_params, { catalogue: { entries } }) {
      const used = entries.flatMap(({ licence }) => licence ?? [])
      const all = new Map<string, Licence>([...used, ...licences].map(licence => [licence.id, licence]))
      return JSON.stringify(
        [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, title, url = '', isOpen }) => ({
          id,
          title,
          url,
          status: 'active',
          family: '',
          maintainer: '',
          is_generic: url === '',
          domain_content: false,
          domain_data: false,
          domain_software: false,
          od_conformance: isOpen ? 'approved' : 'not reviewed',
          osd_conformance: 'not reviewed'
        }))
      )
    }
  },
  vocabulary_list: { help: 'Vocabularies of tags: there are none.', run: () => '[]' }
}
