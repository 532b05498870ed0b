import type { FastifyRequest } from 'fastify'
import type { Contract } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import { SatuError } from '../../errors.ts'
import type { Submit } from '../../http/submit.ts'
import type { Disagreements } from './disagreements.ts'
import type { Party } from './model.ts'
import { type Remedy, remedyOf } from './remedies.ts'
import type { DisagreementRow } from './settle.ts'
import { partiesOf } from './view.ts'

type RemedyView = components['schemas']['DisagreementRemedy']

export interface Correction {
  by: string
  reason: string
  /** Id of the record that is right; undefined: the one that is suggested. */
  right: string | undefined
}

/** Corrections of disagreements, as writes like any other. */
export interface Corrections {
  /** What could be corrected from here if the suggested record is right, and for the rest whom to ask. */
  remedies(row: DisagreementRow, request: FastifyRequest): RemedyView[]
  /**
   * Sends each of those that say something else the write that makes them agree, if all of them take one.
   * @returns the disagreement as it stands then
   * @throws SatuError not_correctable, state_conflict, forbidden without the scope of the write, and what the write
   *   throws
   */
  send(id: string, correction: Correction, request: FastifyRequest): Promise<DisagreementRow>
}

export interface CorrectionsOptions {
  contract: Contract
  disagreements: Pick<Disagreements, 'listing' | 'acts' | 'rules'>
  submit: Submit
}

export function createCorrections({ contract, disagreements, submit }: CorrectionsOptions): Corrections {
  const { listing, acts } = disagreements

  /** Undefined when the contract, or the system, has no such write. */
  function remedyFor(
    { rule, comparison }: DisagreementRow,
    target: Party,
    right: Party,
    { serving }: FastifyRequest
  ): Remedy | undefined {
    const remedy = remedyOf(disagreements.rules().get(rule), comparison, target, right)
    return remedy !== undefined &&
        serving.registry.get(target.system)?.writer(remedy.resource, remedy.action) !== undefined
      ? remedy
      : undefined
  }

  function refusal({ comparison }: DisagreementRow, { system }: Party, { serving }: FastifyRequest): string {
    const { name = system, contact, agency } = serving.config.systems.find(({ id }) => id === system) ?? {}
    const whom = contact === undefined
      ? `the owners of ${name}${agency === undefined ? '' : ` (${agency})`}`
      : [contact.name, contact.email].filter(part => part !== undefined).join(', ')
    return `${system} takes no correction of ${comparison} to this value from here. Ask ${whom} to correct it there.`
  }

  async function sendOne(
    row: DisagreementRow,
    target: Party,
    remedy: Remedy,
    { by, reason }: Correction,
    request: FastifyRequest
  ): Promise<DisagreementRow> {
    const operation = contract.operations.find(({ resource, action, method }) =>
      resource === remedy.resource && action === remedy.action && method === 'POST'
    )
    if (operation === undefined) throw new Error(`the contract does not ${remedy.action} ${remedy.resource}`)
    if (!operation.scopes.every(scope => request.session?.scopes.has(scope))) {
      throw new SatuError('forbidden',
        `A correction is a write like any other: the caller lacks the scope ${operation.scopes.join(', ')}.`, {
        stage: 'auth'
      })
    }
    // Pressed twice it is sent once; when it is opened anew it may be sent anew.
    const submission = await submit.submit(request, operation, { id: target.record,
      key: `${row.id} ${target.record} ${row.opened_at}`, body: remedy.body(reason), whileRunning: 'tell' })
    if (submission.state === 'rejected')
      throw new SatuError('write_refused',
        `${target.system} refuses the correction; see /v1/submissions/${submission.id}.`, { stage: 'disagreements' })
    return acts.sent(row.id, { by, reason }, submission.id, target.system)
  }

  return {
    remedies(row, request) {
      const parties = partiesOf(row)
      const right = parties[row.suggested]
      if (right === undefined) return []
      return parties.filter(({ version }) => version !== right.version).map(target => {
        const remedy = remedyFor(row, target, right, request)
        const of = { system: target.system, record_id: target.record }
        return remedy === undefined
          ? { ...of, is_supported: false, detail: refusal(row, target, request).slice(0, 500) }
          : { ...of, is_supported: true, action: remedy.action }
      })
    },
    async send(id, correction, request) {
      const row = await listing.get(id)
      if (row.state === 'corrected')
        throw new SatuError('state_conflict', 'The systems agree by now: there is nothing to correct.', {
          stage: 'disagreements'
        })
      const parties = partiesOf(row)
      const right = correction.right === undefined
        ? parties[row.suggested]
        : parties.find(({ record }) => record === correction.right)
      if (right === undefined)
        throw new SatuError('invalid_request', 'The record takes no part in this disagreement.', {
          stage: 'disagreements',
          errors: [{ in: 'body', field: 'record', code: 'unknown', detail: 'is none of those that claims name',
            allowed: parties.map(({ record }) => record) }]
        })
      const targets = parties.filter(({ version }) => version !== right.version).map(target => ({ target,
        remedy: remedyFor(row, target, right, request) })
      )
      const stuck = targets.filter(({ remedy }) => remedy === undefined)
      // Half of it would leave a disagreement that nobody has seen.
      if (stuck.length > 0)
        throw new SatuError('not_correctable', stuck.map(({ target }) => refusal(row, target, request)).join(' '), {
          stage: 'disagreements'
        })
      let after = row
      for (const { target, remedy } of targets)
        if (remedy !== undefined) after = await sendOne(row, target, remedy, correction, request)
      return after
    }
  }
}
