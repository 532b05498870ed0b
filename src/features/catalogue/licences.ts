/** A licence that catalogues know by an id. */
export interface Licence {
  id: string
  title: string
  /** Where its text stands. */
  url?: string
  /** It is open as the Open Definition has it (https://opendefinition.org). */
  isOpen: boolean
}

/** The ids that every CKAN knows, under the titles that it shows. */
export const licences: readonly Licence[] = [
  { id: 'notspecified', title: 'License not specified', isOpen: false },
  { id: 'odc-pddl', title: 'Open Data Commons Public Domain Dedication and License (PDDL)',
    url: 'https://opendatacommons.org/licenses/pddl/', isOpen: true },
  { id: 'odc-odbl', title: 'Open Data Commons Open Database License (ODbL)',
    url: 'https://opendatacommons.org/licenses/odbl/', isOpen: true },
  { id: 'odc-by', title: 'Open Data Commons Attribution License', url: 'https://opendatacommons.org/licenses/by/',
    isOpen: true },
  { id: 'cc-zero', title: 'Creative Commons CCZero', url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    isOpen: true },
  { id: 'cc-by', title: 'Creative Commons Attribution', url: 'https://creativecommons.org/licenses/by/4.0/',
    isOpen: true },
  { id: 'cc-by-sa', title: 'Creative Commons Attribution Share-Alike',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/', isOpen: true },
  { id: 'gfdl', title: 'GNU Free Documentation License', url: 'https://www.gnu.org/licenses/fdl-1.3.html',
    isOpen: true },
  { id: 'other-open', title: 'Other (Open)', isOpen: true },
  { id: 'other-pd', title: 'Other (Public Domain)', isOpen: true },
  { id: 'other-at', title: 'Other (Attribution)', isOpen: true },
  { id: 'uk-ogl', title: 'UK Open Government Licence (OGL)',
    url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', isOpen: true },
  { id: 'cc-nc', title: 'Creative Commons Non-Commercial (Any)', url: 'https://creativecommons.org/licenses/by-nc/4.0/',
    isOpen: false },
  { id: 'other-nc', title: 'Other (Non-Commercial)', isOpen: false },
  { id: 'other-closed', title: 'Other (Not Open)', isOpen: false }
]

const known = new Map(licences.map(licence => [licence.id, licence]))

/** The licence of this id; with the title that its portal gives it when no catalogue knows it. */
export function licenceOf(id: string | undefined, title: string | undefined): Licence | undefined {
  if (id === undefined) return title === undefined ? undefined : { id: 'notspecified', title, isOpen: false }
  return known.get(id) ?? { id, title: title ?? id, isOpen: false }
}
