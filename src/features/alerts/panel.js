import { texts } from './panel-words.js'

/**
 * @typedef {import('./panel.ts').AlertTotals} AlertTotals
 * @typedef {import('./panel.ts').AlertLine} AlertLine
 * @typedef {import('../../contract/types.ts').components['schemas']['Silence']} Silence
 */

/** A wall has no scroll bar. */
const SHOWN = 8
const HOUR_MS = 3_600_000
/** The contract's times are in this zone. */
const WIB_HOURS = 7

/**
 * What people are told of now, and what an operator does about it.
 * @type {import('../command-center/assets/panels.js').CreatePanel}
 */
export const createPanel = (
  { act, arrange, ask, h, language, longMoment, number, openDialog, part, say, setAttribute, setText, span, words }
) => {
  const own = texts[language]
  const [list, note] = [part('alerts'), part('alerts-note')]
  /** @type {HTMLButtonElement} */
  const silences = part('silences')
  let mayAct = false
  /** @typedef {{ item: HTMLLIElement, text: HTMLElement, acts: HTMLElement, acknowledge: HTMLButtonElement }} Line */
  /** @type {Map<string, Line>} */
  const lines = new Map()
  silences.addEventListener('click', () => {
    void openSilences()
  })

  /** @param {AlertLine} alert */
  function create({ id, kind, severity, subject, name, rule }) {
    const text = h('span', { class: 'where' })
    const what = own.kinds[/** @type {'stale'} */ (kind)] ?? kind
    const acknowledge = h('button', { type: 'button', onclick: () => {
      act(own.acts.acknowledge, `${name}: ${what}`,
        given => ask(`/admin/alerts/${id}/acknowledge`, { method: 'POST', body: given }))
    } }, own.acts.acknowledge.text)
    const silence = h('button', { type: 'button', onclick: () => {
      act(own.acts.silence, `${name}: ${what}`,
        ({ hours = '1', of, ...given }) =>
          ask('/admin/silences', { method: 'POST',
            body: { ...given, until: after(Number(hours)), ...(of === 'rule' ? { rule } : { system: subject }) } }),
        undefined, [
        { name: 'hours', label: own.howLong, value: '1',
          options: [1, 4, 12, 24, 72].map(hours => [String(hours), `${number(hours)} ${words.units.h}`]) },
        { name: 'of', label: own.silenceOf, value: 'system',
          options: subject === 'hub' || kind === 'overdue' || kind === 'certificate'
            ? [['rule', say(own.silenceRule, { rule })]]
            : [['system', name], ['rule', say(own.silenceRule, { rule })]] }
      ])
    } }, own.acts.silence.text)
    const acts = h('span', { class: 'acts' }, acknowledge, silence)
    return {
      item: h('li', { 'data-trouble': severity === 'page' }, h('p', {}, h('b', {}, what), ' ', name, ' ', text), acts),
      text,
      acts,
      acknowledge
    }
  }

  async function openSilences() {
    const note = h('p', { class: 'note', role: 'status' })
    const list = h('ul', { class: 'lines' })
    openDialog(own.silences, note, list)
    const load = async () => {
      try {
        const { items } = /** @type {{ items: Silence[] }} */ (await ask('/admin/silences'))
        setText(note, items.length === 0 ? words.none : '')
        list.replaceChildren(...items.map(({ id, system, agency, kind, rule, from, until, reason, by }) => {
          const of = [system, agency, kind, rule].filter(Boolean).join(' · ')
          return h('li', {}, h('p', {}, h('b', {}, of), ` ${longMoment(from)} – ${longMoment(until)}`),
            h('p', { class: 'small' }, `${reason} (${by})`),
            h('p', { class: 'acts' }, h('button', { type: 'button', onclick: () => {
              act(own.acts.endSilence, of, given => ask(`/admin/silences/${id}`, { method: 'DELETE', body: given }),
                () => {
                  void load()
                })
            } }, own.acts.endSilence.text)))
        }))
      } catch (error) {
        setText(note, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
      }
    }
    await load()
  }

  return {
    field: 'alerts',
    look({ mayOperate }) {
      mayAct = mayOperate
    },
    /**
     * @param {AlertTotals | undefined} given
     * @param {number} now
     */
    draw(given, now) {
      silences.hidden = !mayAct
      if (given === undefined) return setText(note, own.unknown)
      // What somebody has to look at comes first; what somebody is at comes last.
      const rank = (/** @type {AlertLine} */ alert) =>
        (alert.silenced === true ? 4 : 0) + (alert.acknowledged === true ? 2 : 0) + (alert.severity === 'page' ? 0 : 1)
      const shown = given.items.toSorted((a, b) => rank(a) - rank(b) || Date.parse(b.since) - Date.parse(a.since))
        .slice(0, SHOWN)
      const kept = new Set(shown.map(({ id }) => id))
      for (const id of lines.keys()) if (!kept.has(id)) lines.delete(id)
      arrange(list, shown.map(alert => {
        const line = lines.get(alert.id) ?? create(alert)
        lines.set(alert.id, line)
        setText(line.text,
          [say(words.since, { age: span(now - Date.parse(alert.since)) }),
            ...(alert.acknowledged === true ? [own.acknowledged] : []),
            ...(alert.silenced === true ? [own.silenced] : [])].join(' · '))
        setAttribute(line.item, 'data-quiet', alert.acknowledged === true || alert.silenced === true ? '' : undefined)
        line.acts.hidden = !mayAct
        line.acknowledge.hidden = alert.acknowledged === true
        return line.item
      }))
      setText(note, [
        given.firing === 0
          ? own.none
          : given.firing > shown.length
          ? say(own.more, { n: number(given.firing - shown.length) })
          : '',
        given.silences > 0 ? say(own.silencesHold, { n: number(given.silences) }) : ''
      ].filter(Boolean).join(' · '))
    }
  }
}

/** @param {number} hours */
function after(hours) {
  return `${new Date(Date.now() + (hours + WIB_HOURS) * HOUR_MS).toISOString().slice(0, 19)}+07:00`
}
