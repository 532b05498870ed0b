import type { FastifyRequest } from 'fastify'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { Core } from '../../gateway/core.ts'
import { readReceipt } from '../../gateway/writes/receipts.ts'
import { type Language, languageOf } from '../../http/accept.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import { askerOf } from '../../http/auth.ts'
import type { Handlers } from '../../http/handlers.ts'
import { takeOne, type TrackWindows } from '../../http/limits.ts'
import { readParameters } from '../../http/parameters.ts'
import type { Case } from './case.ts'
import type { Track, Tracked } from './track.ts'
import type { Words } from './words.ts'

type View = components['schemas']['TrackedNumber']

/** Finds the cases of a number that somebody holds, for a request. */
export type Tracking = (request: FastifyRequest, number: string) => Promise<Tracked>

export function createTrackHandlers({ validation, track }: { validation: Validation; track: Tracking }): Handlers {
  return {
    trackNumber: operation => async (request, reply) => {
      const { number, lang } = readParameters(validation, operation, request) as { number: string; lang?: Language }
      const tracked = await track(request, number)
      const language = languageOf(lang ?? null, request.headers['accept-language'])
      return reply
        .headers({ ...OWN_HEADERS, 'vary': 'accept-language, origin', 'content-language': language })
        .send(validation.serialize(operation.answer ?? '', viewTracked(tracked, language)))
    }
  }
}

/**
 * Finds cases for programs and for the page. Who shows no credential is counted here beside what every request is:
 * whoever tries numbers out is stopped, by address and over all.
 * @throws SatuError rate_limited, and what `Track.find` does
 */
export function createTracking(
  { trackOf, windowsOf }: { trackOf(core: Core): Track; windowsOf(address: string): TrackWindows }
): Tracking {
  async function find(request: FastifyRequest, number: string): Promise<Tracked> {
    const tracked = await trackOf(request.serving).find(number, askerOf(request))
    const isStale = tracked.sources.some(({ state }) => state === 'stale')
    request.seen = {
      outcome: tracked.sources.some(({ state }) => state === 'failed') ? 'partial' : isStale ? 'stale' : 'ok',
      systems: tracked.waits
    }
    return tracked
  }

  return async (request, number) => {
    const { serving, session } = request
    if (session !== undefined) return find(request, number)
    const { asked, misses } = windowsOf(serving.addressOf(request.raw))
    const now = Date.now()
    if (misses.resetsIn(now) > 0) takeOne(misses, now)
    const cost = readReceipt(number) === undefined ? serving.config.hub.track.legacy_cost : 1
    for (let i = 0; i < cost; i++) takeOne(asked, now)
    try {
      return await find(request, number)
    } catch (error) {
      if (error instanceof SatuError && error.code === 'not_found') misses.take(now)
      throw error
    }
  }
}

function viewTracked({ cases, sources }: Tracked, language: Language): View {
  return { language, cases: cases.map(one => viewCase(one, language)), meta: { sources } }
}

function viewCase(
  { kind, kindText, code, progress, stage, next, system, year, changedOn, due, agency }: Case,
  language: Language
): View['cases'][number] {
  const said = ({ id, en }: Words): View['cases'][number]['stage'] => ({ text: language === 'en' ? en : id, id, en })
  return {
    kind,
    title: said(kindText),
    status: code,
    progress,
    stage: said(stage),
    next: said(next),
    system: system.id,
    ...(year !== undefined && { year }),
    ...(changedOn !== undefined && { changed_on: changedOn }),
    ...(due && {
      due: {
        step: due.step,
        waits_for: due.waitsFor,
        due_on: due.dueOn,
        remaining_working_days: due.remainingWorkingDays,
        overdue: due.overdue,
        estimated: due.estimated,
        said: said(due.text)
      }
    }),
    ...(agency &&
      { responsible: { agency_id: agency.id, name: agency.name, ...(agency.contact && { contact: agency.contact }) } })
  }
}
