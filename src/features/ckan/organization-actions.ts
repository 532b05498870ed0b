import type { Catalogue, Entry, Group, Organization } from '../catalogue/index.ts'
import type { Action, ActionContext } from './action.ts'
import { notFound } from './errors.ts'
import { listAll } from './listing.ts'
import { entriesWith } from './package-search.ts'
import { shortGroup, shortOrganization } from './package.ts'
import { flag, natural, needed, type Params } from './params.ts'

/** Datasets that are shown with the organization or group that they belong to (CKAN's own numbers). */
const MOST_OF_ORGANIZATION = 10
const MOST_OF_GROUP = 1_000

const ofOrganization = ({ id }: Organization) => (entry: Entry): boolean => entry.organization?.id === id
const ofGroup = ({ name }: Group) => (entry: Entry): boolean => entry.groups.some(group => group.name === name)

function counted<T>(
  all: readonly T[],
  { entries }: Catalogue,
  belongs: (one: T) => (entry: Entry) => boolean
): (T & { count: number })[] {
  return all.map(one => ({ ...one, count: entries.filter(belongs(one)).length }))
}

function shown(
  short: Readonly<Record<string, unknown>>,
  count: number,
  datasets: readonly Entry[] | undefined,
  { packageOf }: ActionContext
): Record<string, unknown> {
  return {
    ...short,
    display_name: short['title'],
    package_count: count,
    ...(datasets && { packages: datasets.map(packageOf) }),
    extras: [],
    tags: [],
    groups: [],
    users: [],
    num_followers: 0
  }
}

function organizationOf(one: Organization, params: Params, context: ActionContext): Record<string, unknown> {
  const entries = entriesWith(context.catalogue.entries, ofOrganization(one))
  return shown(shortOrganization(one), entries.length,
    flag(params, 'include_datasets', false) ? entries.slice(0, MOST_OF_ORGANIZATION) : undefined, context)
}

function groupOf(one: Group, params: Params, context: ActionContext): Record<string, unknown> {
  const entries = entriesWith(context.catalogue.entries, ofGroup(one))
  const short = { ...shortGroup(one), type: 'group', is_organization: false, approval_status: 'approved',
    state: 'active', image_url: '' }
  return shown(short, entries.length,
    flag(params, 'include_datasets', false) ? entries.slice(0, MOST_OF_GROUP) : undefined, context)
}

export const organizationActions: Readonly<Record<string, Action>> = {
  organization_list: {
    help: 'Names of the organizations, which are the agencies of the city; with all_fields all of each. Parameters: ' +
      'sort, limit, offset, organizations, q, all_fields.',
    run: (params, context) =>
      JSON.stringify(
        listAll(counted(context.catalogue.organizations.all, context.catalogue, ofOrganization), params,
          'organizations', one => organizationOf(one, {}, context))
      )
  },
  organization_show: {
    help: 'An organization. Parameters: id (or its name), include_datasets.',
    run(params, context) {
      const found = context.catalogue.organizations.get(needed(params, 'id'))
      if (found === undefined) throw notFound('there is no such organization')
      return JSON.stringify(organizationOf(found, params, context))
    }
  },
  group_list: {
    help: 'Names of the groups, which say what datasets are about; with all_fields all of each. Parameters: sort, ' +
      'limit, offset, groups, q, all_fields.',
    run: (params, context) =>
      JSON.stringify(
        listAll(counted(context.catalogue.groups, context.catalogue, ofGroup), params, 'groups',
          one => groupOf(one, {}, context))
      )
  },
  group_show: {
    help: 'A group. Parameters: id (or its name), include_datasets.',
    run: (params, context) => JSON.stringify(groupOf(neededGroup(params, context), params, context))
  },
  group_package_show: {
    help: 'The datasets of a group. Parameters: id (or its name), limit.',
    run(params, context) {
      const group = neededGroup(params, context)
      const limit = natural(params, 'limit', MOST_OF_GROUP, MOST_OF_GROUP)
      return `[${
        entriesWith(context.catalogue.entries, ofGroup(group)).slice(0, limit).map(context.packageText).join(',')
      }]`
    }
  }
}

/** Older clients ask for an organization as for a group. */
function neededGroup(params: Params, { catalogue }: ActionContext): Group {
  const found = catalogue.group(needed(params, 'id'))
  if (found === undefined) throw notFound('there is no such group')
  return found
}
