import type { FastifyInstance } from 'fastify'
import { SatuError } from '../../errors.ts'
import type { Core } from '../../gateway/core.ts'
import { type Language, languageOf } from '../../http/accept.ts'
import { type Html, html, type Part } from '../../http/html.ts'
import { problemHeaders } from '../../http/problems.ts'
import { queryOf } from '../../http/requests.ts'
import { PAGE_CSP, shell } from '../portal/index.ts'
import type { Case } from './case.ts'
import { dayOf } from './due.ts'
import type { Tracking } from './operations.ts'
import { type TrackTexts, trackTexts } from './page-texts.ts'
import type { Track, Tracked } from './track.ts'

/** What came of a number: undefined before one was typed. */
type Outcome = Tracked | SatuError | undefined

const PATH = '/track'
const LARGEST_FORM = 4_096
/** The form is the one thing that is sent anywhere, and to this hub alone. */
const CSP = PAGE_CSP.replace("form-action 'none'", "form-action 'self'")

/**
 * The page on which residents follow a case. It works without scripts. What is typed comes as the body of a form, never
 * in an address: neither a history nor a log keeps it. Links, as on a receipt, may bring a number with them.
 */
export function addTrackPage(
  app: FastifyInstance,
  { track, trackOf }: { track: Tracking; trackOf(core: Core): Track }
): void {
  void app.register(async scope => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, body, done) => {
        done(null, body)
      })
    for (const method of ['GET', 'POST'] as const) {
      scope.route({ method, url: PATH, config: { name: 'track' }, handler: async (request, reply) => {
        const query = queryOf(request.raw.url ?? '')
        const language = languageOf(query.get('lang'), request.headers['accept-language'])
        const number = (method === 'POST'
          ? new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('number')
          : query.get('number')) ?? ''
        const outcome: Outcome = number.trim() === '' ? undefined : await track(request, number).catch(told)
        const error = outcome instanceof SatuError ? outcome : undefined
        request.seen = { ...request.seen, outcome: error?.code ?? request.seen?.outcome ?? 'ok' }
        const examples = trackOf(request.serving).examples().map(({ name, example }) => ({ name: name[language],
          example })
        )
        return reply
          .code(error?.status ?? 200)
          .headers({ ...(error && problemHeaders(error)), 'content-type': 'text/html; charset=utf-8',
            'content-language': language, 'content-security-policy': CSP, 'cache-control': 'no-store',
            'vary': 'accept-language', 'referrer-policy': 'no-referrer' })
          .send(trackPage({ language, outcome, examples }).text)
      } })
    }
  })
}

/** What a resident can be told in words; whatever else is a fault as everywhere. */
function told(error: unknown): SatuError {
  if (error instanceof SatuError &&
    (error.status === 503 || ['invalid_request', 'not_found', 'rate_limited'].includes(error.code))) return error
  throw error
}

interface View {
  language: Language
  outcome: Outcome
  examples: readonly { name: string; example: string }[]
}

function trackPage({ language, outcome, examples }: View): Html {
  const words = trackTexts[language]
  const other: Language = language === 'id' ? 'en' : 'id'
  const isWrong = outcome instanceof SatuError && outcome.code === 'invalid_request'
  return shell({
    lang: language,
    title: `${words.title} · Satu`,
    description: words.lead,
    styles: ['base.css', 'portal.css'],
    scripts: [],
    body: html`<a class="skip" href="#main">${words.skip}</a>
<header class="top"><p class="brand"><a href="/?lang=${language}">Satu</a></p>\
<a class="language" href="${PATH}?lang=${other}" hreflang="${other}" lang="${other}">${words.other}</a></header>
<main id="main" tabindex="-1">
<section class="hero"><h1>${words.title}</h1><p class="lead">${words.lead}</p>
<form class="track" method="post" action="${PATH}?lang=${language}">
<label for="number">${words.label}</label>
<div><input id="number" name="number" type="text" required maxlength="100" autocomplete="off" \
autocapitalize="characters" spellcheck="false" aria-describedby="hint"${
      isWrong && html` aria-invalid="true"`
    }><button type="submit">${words.button}</button></div>
<p class="when" id="hint">${words.hint} <strong>${words.noNik}</strong></p>
</form></section>
${
      outcome instanceof SatuError
        ? trouble(outcome, words, examples)
        : outcome !== undefined && results(outcome, words, language)
    }
</main>`
  })
}

function trouble(error: SatuError, words: TrackTexts, examples: View['examples']): Part {
  const isNik = error.errors?.some(({ code }) => code === 'personal') === true
  const about = error.code === 'not_found' ?
    words.trouble.unknown
    : error.code === 'rate_limited' ?
    words.trouble.often
    : error.status === 503 ?
    words.trouble.down
    : isNik
    ? words.trouble.nik
    : words.trouble.form
  return html`<section role="alert" class="case bad"><h2>${about.title}</h2><p>${about.text}</p>
${error.retryAfterMs !== undefined && html`<p>${words.again(Math.max(1, Math.ceil(error.retryAfterMs / 1_000)))}</p>`}
${
    error.code === 'invalid_request' && html`<p>${words.examples}</p><ul>${
      examples.map(({ name, example }) => html`<li><code>${example}</code> ${name}</li>`)
    }</ul>`
  }</section>`
}

function results({ cases, sources }: Tracked, words: TrackTexts, language: Language): Part {
  const failed = sources.filter(({ state }) => state === 'failed').map(({ system }) => system)
  const stale = new Set(sources.filter(({ state }) => state === 'stale').map(({ system }) => system))
  return html`<section aria-labelledby="found"><h2 id="found">${words.found}</h2>
${cases.length > 1 && html`<p>${words.several}</p>`}
${cases.map(one => shown(one, words, language, stale.has(one.system.id)))}
${failed.length > 0 && html`<p role="status">${words.missing(failed.join(', '))}</p>`}</section>`
}

function shown(
  { kindText, year, progress, stage, next, changedOn, due, agency }: Case,
  words: TrackTexts,
  language: Language,
  isStale: boolean
): Html {
  const { url, email, phone } = agency?.contact ?? {}
  return html`<article class="case ${progress}"><h3>${kindText[language]}${
    year !== undefined && ` ${year}`
  } <span class="state ${progress}">${words.progress[progress]}</span></h3>
<p class="stage">${stage[language]}</p>
${isStale && html`<p class="when">${words.stale}</p>`}
<dl>${due && html`<dt>${words.due}</dt><dd${due.overdue && html` class="late"`}>${due.text[language]}</dd>`}
<dt>${words.next}</dt><dd>${next[language]}</dd>
${
    changedOn !== undefined &&
    html`<dt>${words.changed}</dt><dd><time datetime="${changedOn}">${dayOf(changedOn, language)}</time></dd>`
  }
${agency && html`<dt>${words.responsible}</dt><dd>${agency.name}</dd>`}
${
    agency?.contact &&
    html`<dt>${words.contact}</dt><dd>${
      url !== undefined && html`<a href="${url}" rel="noreferrer">${url.replace(/^https?:\/\//, '')}</a> `
    }${email !== undefined && html`<a href="mailto:${email}">${email}</a> `}${phone}</dd>`
  }</dl></article>`
}
