import { act } from './acting.js'
import { openDialog } from './dialogs.js'
import { arrange, h, setAttribute, setText } from './dom.js'
import { ask } from './session.js'
import { number, say, span, words } from './words.js'

/**
 * @typedef {import('../system-rows.ts').SystemRow} SystemRow
 * @typedef {import('../picture.ts').DeliveryTotals} DeliveryTotals
 */

/** What waits moves on while it is looked at. */
const AGAIN_MS = 3_000

/**
 * What waits, and what an operator can do about it.
 * @param {{ totals: HTMLElement, list: HTMLElement, all: HTMLButtonElement }} parts
 */
export function createDeliveries({ totals, list, all }) {
  /**
   * @type {Map<string, { item: HTMLLIElement, text: HTMLElement, look: HTMLButtonElement, pause: HTMLButtonElement,
   *   retry: HTMLButtonElement, row: SystemRow }>}
   */
  const lines = new Map()
  let isPaused = false
  all.addEventListener('click', () => {
    act(isPaused ? 'resume' : 'pause', words.pauseAll,
      reason => ask('/v1/deliveries', { method: 'PUT', body: { paused: !isPaused, ...reason } }))
  })

  /** @param {SystemRow} first */
  function create(first) {
    const path = `/v1/systems/${encodeURIComponent(first.id)}/deliveries`
    const text = h('span', { class: 'text' })
    const look = h('button', { type: 'button', onclick: () => {
      void openSubmissions(line.row)
    } }, words.look)
    const pause = h('button', { type: 'button', onclick: () => {
      act(line.row.paused === true ? 'resume' : 'pause', line.row.name,
        reason => ask(path, { method: 'PUT', body: { paused: line.row.paused !== true, ...reason } }))
    } })
    const retry = h('button', { type: 'button', onclick: () => {
      act('retryAll', line.row.name, reason => ask(`${path}/retry`, { method: 'POST', body: reason }))
    } }, words.retryAll)
    const name = h('b', {}, first.name)
    const line = {
      item: h('li', {}, h('span', { class: 'of' }, name, ' ', text), h('span', { class: 'acts' }, look, pause, retry)),
      text,
      look,
      pause,
      retry,
      row: first
    }
    return line
  }

  return {
    /**
     * @param {DeliveryTotals | undefined} given
     * @param {Map<string, SystemRow>} systems
     * @param {boolean} mayAct
     * @param {number} now
     */
    draw(given, systems, mayAct, now) {
      isPaused = given?.paused === true
      all.hidden = !mayAct
      setText(all, isPaused ? words.resumeAll : words.pauseAll)
      if (given === undefined) setText(totals, words.deliveriesUnknown)
      else {
        const { waiting, uncertain, parked, oldestAt } = given
        const parts = [...(waiting > 0 ? [say(words.waits, { n: number(waiting) })] : []),
          ...(uncertain > 0 ? [`${number(uncertain)} ${words.uncertain.toLowerCase()}`] : []),
          ...(parked > 0 ? [say(words.parked, { n: number(parked) })] : []),
          ...(oldestAt === undefined ? [] : [say(words.oldest, { age: span(now - Date.parse(oldestAt)) })])]
        setText(totals,
          [isPaused ? words.allPaused : '', parts.length === 0 ? words.deliveriesNone : parts.join(' · ')].filter(
            Boolean
          ).join(' '))
        setAttribute(totals, 'data-trouble', parked > 0 || isPaused ? '' : undefined)
      }
      const wanted = [...systems.values()].filter(({ waiting = 0, uncertain = 0, parked = 0, paused }) =>
        waiting + uncertain + parked > 0 || (paused === true && !isPaused)
      )
        .toSorted((a, b) =>
          (b.parked ?? 0) - (a.parked ?? 0) || (b.waiting ?? 0) - (a.waiting ?? 0) || a.id.localeCompare(b.id)
        )
      const kept = new Set(wanted.map(({ id }) => id))
      for (const id of lines.keys()) if (!kept.has(id)) lines.delete(id)
      arrange(list, wanted.map(row => {
        const line = lines.get(row.id) ?? create(row)
        lines.set(row.id, line)
        line.row = row
        const { waiting = 0, uncertain = 0, parked = 0, paused } = row
        setText(line.text,
          [...(paused === true ? [words.paused] : []),
            ...(waiting > 0 ? [say(words.waits, { n: number(waiting) })] : []),
            ...(uncertain > 0 ? [`${number(uncertain)} ${words.uncertain.toLowerCase()}`] : []),
            ...(parked > 0 ? [say(words.parked, { n: number(parked) })] : [])].join(' · '))
        setText(line.pause, paused === true ? words.resume : words.pause)
        line.look.hidden = !mayAct
        line.pause.hidden = !mayAct || isPaused
        line.retry.hidden = !mayAct || parked === 0
        return line.item
      }))
    }
  }
}

/** @param {SystemRow} row */
async function openSubmissions({ id, name }) {
  const list = h('ul', { class: 'submissions' })
  const note = h('p', { class: 'note', role: 'status' })
  const { dialog } = openDialog(say(words.submissions, { system: name }), note, list)
  let drawn = ''
  const timer = setInterval(() => {
    void load()
  }, AGAIN_MS)
  dialog.addEventListener('close', () => {
    clearInterval(timer)
  })

  async function load() {
    try {
      const { items } = await ask(
        `/v1/submissions?system=${
          encodeURIComponent(id)
        }&status=accepted,delivering,uncertain,parked&order=oldest&limit=50`
      )
      const text = JSON.stringify(items)
      // What has not changed keeps its place, and the focus.
      if (text === drawn) return
      drawn = text
      setText(note, items.length === 0 ? words.noSubmissions : '')
      list.replaceChildren(.../** @type {Submission[]} */ (items).map(line))
    } catch (error) {
      setText(note, say(words.refused, { detail: error instanceof Error ? error.message : '' }))
    }
  }

  /**
   * @typedef {{ id: string, receipt: string, status: { code: string }, resource: string, action: string,
   *   accepted_at: string, attempts: number, problem?: { detail?: string } }} Submission
   */
  /** @param {Submission} submission */
  function line({ id: submission, receipt, status: { code }, resource, action, accepted_at: at, attempts, problem }) {
    const path = `/v1/submissions/${encodeURIComponent(submission)}`
    /** @param {'retry' | 'abandon' | 'found'} name */
    const button = name =>
      h('button', { type: 'button', onclick: () => {
        act(name, receipt, fields => ask(`${path}/${name}`, { method: 'POST', body: fields }), () => {
          void load()
        })
      } }, words.acts[name])
    return h('li', { 'data-trouble': code === 'parked' },
      h('span', {}, h('code', {}, receipt),
        ` ${resource} ${action} · ${code} · ${say(words.accepted, { age: span(Date.now() - Date.parse(at)) })} · ${
          say(words.attempts, { n: attempts })
        }`), problem?.detail === undefined ? false : h('p', { class: 'small' }, problem.detail),
      h('span', { class: 'acts' }, code === 'delivering' ? false : button('retry'),
        code === 'parked' || code === 'uncertain' ? button('found') : false,
        code === 'delivering' ? false : button('abandon')))
  }
  await load()
}
