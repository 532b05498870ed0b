import { texts } from './panel-words.js'

/**
 * @typedef {import('../../contract/types.ts').components['schemas']} Schemas
 * @typedef {Schemas['Disagreement']} Disagreement
 * @typedef {Disagreement['state']} State
 */

const AGAIN_MS = 60_000
const MOST_AGENCIES = 8
const PAGE = 50
/** @type {readonly State[]} */
const states = ['open', 'accepted', 'corrected', 'ignored']

/**
 * Where systems disagree, by agency and from week to week, and what an officer can do about it.
 * @type {import('../command-center/assets/panels.js').CreatePanel}
 */
export const createPanel = (
  { act, ask, bars, h, language, longMoment, number, openDialog, part, say, setText, words },
  { systemName, agencyName }
) => {
  const own = texts[language]
  const [section, totals, rows] = [part('disagreements'), part('disagreements-totals'), part('disagreements-rows')]
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer
  let mayAct = false
  part('disagreements-all').addEventListener('click', () => {
    void open(undefined)
  })

  async function load() {
    const [{ items }, { counts }] =
      /** @type {[Schemas['DisagreementIndex'], Schemas['DisagreementList']]} */ (await Promise.all([
        ask('/v1/disagreements/index'),
        ask('/v1/disagreements?limit=1')
      ]))
    setText(totals, say(own.totals, { open: number(counts?.open ?? 0), accepted: number(counts?.accepted ?? 0) }))
    /** @type {Map<string, Schemas['DisagreementIndex']['items']>} */
    const weeks = new Map()
    for (const item of items)
      if (item.agency_id !== undefined) weeks.set(item.agency_id, [item, ...(weeks.get(item.agency_id) ?? [])])
    const latest = [...weeks].map(([id, of]) => ({ id, of, now: of.at(-1) })).toSorted((a, b) =>
      (b.now?.open ?? 0) - (a.now?.open ?? 0) || a.id.localeCompare(b.id)
    ).slice(0, MOST_AGENCIES)
    rows.replaceChildren(
      ...latest.map(({ id, of, now }) =>
        h('tr', {}, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'subject', onclick: () => {
          void open(id)
        } }, agencyName(id))), h('td', {}, number(now?.open ?? 0)),
          h('td', {}, now?.index === undefined ? '–' : number(now.index)), h('td', {}, bars(of.map(({ index = 0 }) =>
            index
          ))))
      )
    )
    // A city without rules has nothing to show.
    section.hidden = latest.length === 0 && states.every(state => (counts?.[state] ?? 0) === 0)
  }

  /** @param {string | undefined} agency */
  async function open(agency) {
    const state = h('select', { 'aria-label': words.state, 'onchange': () => {
      void list()
    } }, ...states.map(name => h('option', { value: name }, own.states[name])))
    const note = h('p', { class: 'note', role: 'status' })
    const place = h('ul', { class: 'lines' })
    openDialog(
      agency === undefined
        ? own.ofAll
        : say(own.of, { agency: agencyName(agency) }),
      h('p', { class: 'acts' }, state),
      note,
      place
    )

    async function list() {
      try {
        const query = new URLSearchParams({ state: state.value, limit: String(PAGE),
          ...(agency !== undefined && { agency }) })
        const { items, next_cursor: next } =
          /** @type {Schemas['DisagreementList']} */ (await ask(`/v1/disagreements?${query}`))
        setText(note,
          items.length === 0 ? words.none : next === null ? '' : say(own.firstOf, { n: number(items.length) }))
        place.replaceChildren(...items.map(one => line(one, list)))
      } catch (error) {
        setText(note, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
      }
    }
    await list()
  }

  /** @param {Disagreement} disagreement @param {() => Promise<void>} again */
  function line({ id, rule, title, comparison, state, severity, claims, suggestion }, again) {
    const name = title?.[language] ?? rule
    /** @param {'accept' | 'ignore' | 'reopen' | 'correct'} what */
    const button = what =>
      h('button', { type: 'button', onclick: () => {
        act(own.acts[what], `${name}: ${comparison}`,
          given => ask(`/v1/disagreements/${id}/${what}`, { method: 'POST', body: given }), () => {
          void again()
        })
      } }, own.acts[what].text)
    const acts = state === 'open'
      ? /** @type {const} */ (['accept', 'correct', 'ignore'])
      : state === 'accepted'
      ? /** @type {const} */ (['correct', 'ignore', 'reopen'])
      : state === 'ignored'
      ? /** @type {const} */ (['reopen'])
      : []
    return h('li', { 'data-trouble': severity === 'high' },
      h('p', {}, h('b', {}, name), ` ${comparison} · ${own.severities[severity]}`),
      h('ul', {},
        ...claims.map(claim =>
          h('li', {}, systemName(claim.system), ': ', h('b', {}, claim.value ?? say(own.version, { n: claim.version })),
            ` ${claim.record_id} · ${longMoment(claim.updated_at)}${
              suggestion?.record_id === claim.record_id ? ` · ${own.because[suggestion.because]}` : ''
            }`)
        )), mayAct && acts.length > 0 ? h('p', { class: 'acts' }, ...acts.map(button)) : false)
  }

  return {
    events: own.events,
    look({ scopes }) {
      clearInterval(timer)
      mayAct = scopes.includes('disagreements:operate')
      section.hidden = true
      if (!scopes.includes('disagreements:read')) return
      const again = () => {
        load().catch(() => {})
      }
      timer = setInterval(again, AGAIN_MS)
      again()
    }
  }
}
