import type { components } from '../../contract/types.ts'
import type { WorkingDays } from '../../kit/indonesia/working-days.ts'
import type { Facts } from './information-facts.ts'
import { answerDue } from './information-limit.ts'
import { shownCount, shownParts, SMALLEST } from './small-counts.ts'

type Schemas = components['schemas']
export type Statistics = Omit<Schemas['InformationRequestStatistics'], 'year' | 'as_of' | 'meta'>

const decisions = ['granted', 'partially_granted', 'refused', 'transferred'] as const satisfies readonly NonNullable<
  Facts['decision']
>[]
const refusalGrounds = ['law_enforcement', 'intellectual_property', 'defence', 'natural_wealth', 'economic_resilience',
  'foreign_relations', 'authentic_deed', 'personal_secret', 'internal_memorandum', 'other_law',
  'not_held'] as const satisfies readonly Schemas['RefusalGround'][]
const objectionGrounds = ['refused', 'no_periodic_information', 'no_response', 'other_than_asked', 'not_fulfilled',
  'unreasonable_fee', 'late'] as const satisfies readonly Schemas['ObjectionGround'][]

/**
 * What the yearly report of an information office has to tell (UU 14/2008, article 12), of requests received in the
 * year.
 */
export function countRequests(facts: readonly Facts[], year: number, workingDays: WorkingDays): Statistics {
  const outcomes = facts.map(one => ({ ...one, decided: decisionOf(one) }))
  const answered = outcomes.filter(({ decided }) => decided !== undefined)
  const withdrawn = outcomes.filter(({ decided, status }) => decided === undefined && status === 'withdrawn')
  const objections = facts.flatMap(({ objection }) => objection ?? [])
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  const parts = shownParts(
    new Map([['answered', answered.length], ['withdrawn', withdrawn.length], ['waiting',
      facts.length - answered.length - withdrawn.length]])
  )

  return {
    received: shownCount(facts.length),
    answered: parts.get('answered') ?? null,
    withdrawn: parts.get('withdrawn') ?? null,
    waiting: parts.get('waiting') ?? null,
    by_month: tally(months, facts.map(({ received_on }) => received_on.slice(0, 7))).map(([month, count]) => ({ month,
      received: count })
    ),
    decisions: tally(decisions, answered.flatMap(({ decided }) => decided ?? [])).map(([decision, count]) => ({
      decision,
      count
    })),
    refusal_grounds: tally(refusalGrounds, answered.flatMap(({ grounds }) => grounds ?? [])).map(([ground, count]) => ({
      ground,
      count
    })),
    extended: shownCount(
      facts.filter(({ status, extended_to }) => status === 'extended' || extended_to !== undefined).length
    ),
    answer_time: answerTime(answered, workingDays),
    objections: {
      filed: shownCount(objections.length),
      answered: shownCount(objections.filter(({ answered_on }) => answered_on !== undefined).length),
      grounds: tally(objectionGrounds, objections.map(({ ground }) => ground)).map(([ground, count]) => ({ ground,
        count })
      )
    }
  }
}

/** An objection follows a decision or stands for a missing one: its status tells neither. */
function decisionOf({ decision, status }: Facts): Facts['decision'] {
  return decision ?? decisions.find(one => one === status)
}

function tally<Part extends string>(parts: readonly Part[], values: readonly Part[]): [Part, number | null][] {
  const counts = new Map(parts.map(part => [part, 0]))
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...shownParts(counts)]
}

function answerTime(answered: readonly Facts[], workingDays: WorkingDays): Statistics['answer_time'] {
  const dated = answered.filter((one): one is Facts & { decided_on: string } =>
    one.decided_on !== undefined && one.decided_on >= one.received_on
  )
  const days = dated.map(({ received_on, decided_on }) =>
    workingDays.between(workingDays.receivedOn(received_on), decided_on)
  )
  const inTime = dated.filter(one => one.decided_on <= answerDue(one, workingDays)).length
  // A share of few would tell how many they are.
  const isTelling = [inTime, dated.length - inTime].some(count => count > 0 && count < SMALLEST)
  return {
    mean_working_days: dated.length < SMALLEST
      ? null
      : round(days.reduce((sum, one) => sum + one, 0) / dated.length, 1),
    share_in_time: dated.length < SMALLEST || isTelling ? null : round(inTime / dated.length, 3)
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
