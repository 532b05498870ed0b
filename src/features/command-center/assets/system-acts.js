import { act } from './acting.js'
import { h, setText } from './dom.js'
import { ask } from './session.js'
import { language, longMoment, number, say, words } from './words.js'

/**
 * @typedef {import('../system-rows.ts').SystemRow} SystemRow
 * @typedef {import('../../../contract/types.ts').components['schemas']} Schemas
 */

/**
 * What operators have decided about a system, in words; undefined where nothing holds it.
 * @param {SystemRow} row
 */
export function heldWords({ held }) {
  if (held === undefined) return undefined
  const until = held.until === undefined ? '' : ` ${say(words.until, { time: longMoment(held.until) })}`
  return `${held.kind === 'paused' ? words.heldPaused : words.heldMaintenance}${until}${
    held.message === undefined ? '' : `: ${held.message[language]}`
  }`
}

/**
 * What an operator can do to a system; each asks for a reason, and stands on record.
 * @param {HTMLElement} place
 * @param {SystemRow} row
 */
export async function showSystemActs(place, { id, name }) {
  const path = `/admin/systems/${encodeURIComponent(id)}`
  const told = h('p', { class: 'note', role: 'status' })
  const acts = h('p', { class: 'acts' })
  const plans = h('ul', { class: 'lines' })
  place.append(h('h3', {}, words.operate), acts, told, plans)

  /**
   * @param {keyof typeof words.acts} what
   * @param {(given: Record<string, string>) => Promise<unknown>} doIt
   * @param {Parameters<typeof act>[4]} [fields]
   */
  const button = (what, doIt, fields) =>
    h('button', { type: 'button', onclick: () => {
      act(what, name, doIt, () => {
        void load()
      }, fields)
    } }, words.acts[what])
  /** @param {string} what */
  const post = what => (/** @type {Record<string, string>} */ given) =>
    ask(`${path}/${what}`, { method: 'POST', body: given })

  const probe = async (/** @type {Record<string, string>} */ given) => {
    const { outcome, duration_ms: ms, detail } = /** @type {Schemas['ProbeResult']} */ (await post('probe')(given))
    setText(told,
      `${words.probed[outcome]} ${say(words.took, { n: number(ms) })}${detail === undefined ? '' : ` · ${detail}`}`)
  }
  const plan = (/** @type {Record<string, string>} */ { minutes = '', en = '', id: told = '', reason = '' }) =>
    ask(`${path}/maintenance`, { method: 'POST',
      body: { minutes: Number(minutes), message: { id: told, en }, reason } })

  async function load() {
    try {
      const { pause, maintenances } = /** @type {Schemas['OperatedSystem']} */ (await ask(path))
      acts.replaceChildren(
        pause === undefined ? button('pauseSystem', post('pause')) : button('resumeSystem', post('resume')),
        button('maintain', plan, [
          { name: 'minutes', label: words.minutes, value: '60', isNeeded: true, most: 5 },
          { name: 'id', label: words.messageId, isNeeded: true, most: 160 },
          { name: 'en', label: words.messageEn, isNeeded: true, most: 160 }
        ]),
        button('probe', probe)
      )
      plans.replaceChildren(
        ...(pause === undefined
          ? []
          : [h('li', {}, h('b', {}, words.heldPaused), ` ${longMoment(pause.since)} · ${pause.reason} (${pause.by})`)]),
        ...maintenances.map(({ id: plan, from, until, message, reason, by, running }) =>
          h('li', {},
            h('p', {}, h('b', {}, words.heldMaintenance),
              ` ${longMoment(from)} – ${longMoment(until)}${running ? ` · ${words.runs}` : ''}: ${message[language]}`),
            h('p', { class: 'small' }, `${reason} (${by})`), h('p', { class: 'acts' }, button('endMaintenance', given =>
              ask(`${path}/maintenance`, { method: 'DELETE', body: { ...given, maintenance: plan } }))))
        )
      )
    } catch (error) {
      setText(told, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
    }
  }
  await load()
}
