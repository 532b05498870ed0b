import { h } from './dom.js'
import { ask, Refused } from './session.js'
import { codeOf, longMoment, number, say, span, words } from './words.js'

/**
 * @typedef {import('../drill-down.ts').DrillDown} DrillDown
 * @typedef {import('../system-rows.ts').SystemRow} SystemRow
 * @typedef {import('./dom.js').Child} Child
 */

/**
 * A dialog of the browser's own: it keeps the focus, closes with Escape and gives the focus back.
 * @param {string} title
 * @param {Child[]} children
 */
export function openDialog(title, ...children) {
  const heading = h('h2', { tabindex: -1, autofocus: true }, title)
  const body = h('div', { class: 'body' }, ...children)
  const dialog = h('dialog', { 'aria-label': title },
    h('header', {}, heading, h('button', { type: 'button', class: 'close', onclick: () => {
      dialog.close()
    } }, words.close)), body)
  dialog.addEventListener('close', () => {
    dialog.remove()
  })
  // A click beside it closes it as well.
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close()
  })
  document.body.append(dialog)
  dialog.showModal()
  return { dialog, body }
}

/** @param {readonly [Child, Child][]} pairs */
export function facts(pairs) {
  return h('dl', { class: 'pairs' }, ...pairs.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))
}

/** @param {unknown} error @param {string} scope that it takes */
function refusal(error, scope) {
  if (error instanceof Refused && error.status === 403) return h('p', { class: 'note' }, say(words.mayNot, { scope }))
  return h('p', { class: 'note' }, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
}

/**
 * From a system to what went wrong with it last, and whom to call.
 * @param {SystemRow} row
 * @param {number} now
 */
export async function openSystem(row, now) {
  const { id, name, state, since, p50, p95, breaker, queued, inFlight } = row
  const { body } = openDialog(name, facts([
    [words.state,
      h('span', { 'class': 'state', 'data-state': state },
        `${words.states[state]}, ${say(words.since, { age: span(now - Date.parse(since)) })}`)],
    ['',
      [say(words.breaker, { state: words.breakers[/** @type {'open'} */ (breaker)] ?? breaker }),
        say(words.queue, { n: number(queued) }), `${number(inFlight)} ⇄`,
        p50 === undefined || p95 === undefined ? '' : say(words.latencyOf, { p50, p95 })].filter(Boolean).join(' · ')]
  ]))
  try {
    const { product, agency, contact, limits, calls, failures, quarantined, errors } =
      /** @type {DrillDown} */ (await ask(`/command-center/systems/${encodeURIComponent(id)}`))
    body.append(
      facts([
        [words.contact, contact === undefined
          ? words.noContact
          : h('span', {}, contact.name, contact.email === undefined ? false : [' · ', contact.email].join(''),
            contact.phone === undefined ? false : [' · ', contact.phone].join(''))],
        [words.agency, agency ?? '–'],
        [id,
          `${product} · ${
            say(words.calls, { calls: number(calls), failures: number(failures), quarantined: number(quarantined) })
          } · ${
            say(words.limits, { concurrency: limits.concurrency, queue: limits.queue,
              timeout: number(limits.timeoutMs) })
          }`]
      ]),
      h('h3', {}, words.errors),
      errors.length === 0 ?
        h('p', { class: 'note' }, words.noErrors) :
        h('div', { 'class': 'scroll', 'tabindex': 0, 'role': 'region', 'aria-label': words.errors },
          h('table', { class: 'errors' },
            h('thead', {},
              h('tr', {}, h('th', { scope: 'col' }, words.when), h('th', { scope: 'col' }, words.what),
                h('th', { scope: 'col' }, words.request))),
            h('tbody', {}, ...errors.map(({ at, code, stage, detail, durationMs, requestId }) =>
              h('tr', {}, h('td', {}, h('time', { datetime: at }, longMoment(at))),
                h('td', {}, h('b', {}, code), ` ${detail} (${stage}, ${say(words.took, { n: number(durationMs) })})`),
                h('td', {}, h('code', {}, requestId ?? '–')))
            ))))
    )
  } catch (error) {
    body.append(refusal(error, 'systems:read'))
  }
  return body
}

/** The read of the contract that shows what an event of this type is about. @type {Readonly<Record<string, string>>} */
const reads = { complaint: 'complaints', licence: 'licences', incident: 'incidents', announcement: 'announcements',
  dataset: 'datasets', adapter: 'systems' }

/**
 * The record that an event is about, as everybody may read it; as text, whatever a stranger has written into it.
 * @param {string} subject
 * @param {string} type
 */
export async function openRecord(subject, type) {
  const { body } = openDialog(`${words.record} ${subject}`)
  const resource = reads[type.split('.')[0] ?? '']
  try {
    const { title, headline, name, status, description, agency_id: agency, source } = await ask(
      `/v1/${resource}/${encodeURIComponent(subject)}`
    )
    const heading = title ?? headline ?? name
    body.append(
      heading === undefined ? '' : h('h3', {}, String(heading)),
      facts([[words.state, status === undefined ? '–' : codeOf(String(status.code))], [words.agency, agency ?? '–'], [
        source?.system ?? '',
        source?.updated_at === undefined ? '' : longMoment(source.updated_at)
      ]]),
      description === undefined ? '' : h('p', { class: 'description' }, String(description))
    )
  } catch (error) {
    body.append(refusal(error, `${resource}:read`))
  }
}
