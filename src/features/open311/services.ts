import type { FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import type { Answer } from './values.ts'
import type { Service, Walks } from './walk.ts'

/** A service that complaints can be about, with a name that no other has. */
export type ComplaintService = Service & { label: string }

/** Words that FixMyStreet acts upon when it finds them among the keywords. */
const MEANINGFUL = new Set(['private', 'inactive', 'staff'])

/**
 * FixMyStreet sends the number of a report only to a service that lists it, and a report that is sent again is known by
 * it (`readRepeat`). `server_set` keeps it from the form: nobody is asked for it.
 */
const SENDERS_NUMBER = { variable: false, code: 'fixmystreet_id', datatype: 'string', required: false,
  datatype_description: '', description: 'Nomor laporan pada pengirim', automated: 'server_set' }

/**
 * What complaints can be about. A service that is missing is deleted by FixMyStreet, so every system that takes
 * complaints must have answered; licensing offices need not.
 */
export async function listComplaintServices(walks: Walks, request: FastifyRequest): Promise<ComplaintService[]> {
  const systems = new Set(request.serving.registry.serving('complaints', 'list').map(({ id }) => id))
  const found: Service[] = []
  for await (const service of walks.services(request, system => systems.has(system))) {
    if (service.domain === 'complaint' && service.active !== false) found.push(service)
  }
  return distinguish(found).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** FixMyStreet skips services of the same name, both of them. */
function distinguish(services: readonly Service[]): ComplaintService[] {
  const nameOf = ({ name }: Service): string => name.trim()
  const times = new Map<string, number>()
  for (const service of services) {
    const name = nameOf(service).toLowerCase()
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  return services.map(service => {
    const name = nameOf(service)
    return { ...service, label: times.get(name.toLowerCase()) === 1 ? name : `${name} [${service.code}]` }
  })
}

export async function listServices(walks: Walks, request: FastifyRequest): Promise<Answer> {
  const services = await listComplaintServices(walks, request)
  return {
    root: 'services',
    value: services.map(({ code, label, description, group }) => ({
      service_code: code,
      service_name: label,
      description: description ?? label,
      metadata: true,
      type: 'realtime',
      keywords: keywordsOf(group),
      group: group ?? ''
    }))
  }
}

function keywordsOf(group: string | undefined): string {
  const keyword = (group ?? '').replaceAll(',', ' ').trim().toLowerCase()
  return MEANINGFUL.has(keyword) ? '' : keyword
}

export async function getDefinition(walks: Walks, request: FastifyRequest, code: string): Promise<Answer> {
  const service = (await listComplaintServices(walks, request)).find(service => service.code === code)
  if (service === undefined)
    throw new SatuError('not_found', 'service_code is not one of this city; see services.xml.', { stage: 'open311' })
  const attributes = (service.attributes ?? []).toSorted((a, b) => a.order - b.order)
  const isAsked = attributes.some(({ code }) => code === SENDERS_NUMBER.code)
  return {
    root: 'service_definition',
    value: {
      service_code: service.code,
      attributes: [...attributes.map((
        { variable, code, datatype, required, datatype_description = '', description, values },
        index
      ) => ({
        variable,
        code,
        datatype,
        required,
        datatype_description,
        order: index + 1,
        description,
        ...(values && { values: values.map(({ key, name }) => ({ key, name })) })
      })), ...(isAsked ? [] : [{ ...SENDERS_NUMBER, order: attributes.length + 1 }])]
    }
  }
}
