import { texts } from './panel-words.js'

/**
 * @typedef {import('../../contract/types.ts').components['schemas']} Schemas
 * @typedef {Schemas['Job']} Job
 */

const AGAIN_MS = 30_000
/** A wall has no scroll bar. */
const SHOWN = 4

/**
 * What runs in the background: on the wall what fails, all of it on demand.
 * @type {import('../command-center/assets/panels.js').CreatePanel}
 */
export const createPanel = ({ act, ask, h, language, longMoment, number, openDialog, part, say, setText, words }) => {
  const own = texts[language]
  const [section, note, rows] = [part('jobs'), part('jobs-note'), part('jobs-rows')]
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer
  let mayRun = false
  part('jobs-all').addEventListener('click', () => {
    void open()
  })

  /** @returns {Promise<Job[]>} */
  const read = async () => /** @type {Schemas['JobList']} */ (await ask('/admin/jobs?limit=100')).items

  async function load() {
    const jobs = await read()
    const failing = jobs.filter(({ failures }) => failures > 0)
    setText(note, say(own.totals, { all: number(jobs.length), failing: number(failing.length) }))
    rows.replaceChildren(
      ...failing.slice(0, SHOWN).map(({ name, failures, cause }) =>
        h('li', { 'data-trouble': true }, h('b', {}, name), ` ${say(own.failures, { n: number(failures) })}`,
          cause === undefined ? false : ` · ${cause}`)
      )
    )
    section.hidden = jobs.length === 0
  }

  async function open() {
    const told = h('p', { class: 'note', role: 'status' })
    const list = h('ul', { class: 'lines' })
    openDialog(own.all, told, list)

    async function again() {
      try {
        list.replaceChildren(...(await read()).map(line))
      } catch (error) {
        setText(told, say(words.recordUnknown, { detail: error instanceof Error ? error.message : '' }))
      }
    }

    /** @param {Job} job */
    function line({ name, about, runs_on: on, holders, running, last_run: last, next_run: next, failures, cause }) {
      const where = on === 'every_process' ? own.everywhere : holders.join(', ') || own.nowhere
      const times = [
        last === undefined ? own.never : say(own.ran, { time: longMoment(last) }),
        running ? own.running : next === undefined ? undefined : say(own.next, { time: longMoment(next) }),
        failures > 0 ? say(own.failures, { n: number(failures) }) : undefined,
        cause
      ]
      return h('li', { 'data-trouble': failures > 0 }, h('p', {}, h('b', {}, name), ` ${about}`),
        h('p', { class: 'small' }, `${where} · ${times.filter(text => text !== undefined).join(' · ')}`), mayRun
        ? h('p', { class: 'acts' }, h('button', { type: 'button', onclick: () => {
          act(own.run, name,
            given => ask(`/admin/jobs/${encodeURIComponent(name)}/run`, { method: 'POST', body: given }), () => {
            void again()
          })
        } }, own.run.text))
        : false)
    }
    await again()
  }

  return {
    look({ scopes }) {
      clearInterval(timer)
      mayRun = scopes.includes('admin:write')
      section.hidden = true
      if (!scopes.includes('admin:read')) return
      const again = () => {
        load().catch(() => {})
      }
      timer = setInterval(again, AGAIN_MS)
      again()
    }
  }
}
