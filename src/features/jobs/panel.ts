import type { Language } from '../../http/accept.ts'
import { html } from '../../http/html.ts'
import type { Panel } from '../../http/panels.ts'

const texts: Readonly<Record<Language, { head: string; look: string }>> = {
  id: { head: 'Pekerjaan latar', look: 'Lihat' },
  en: { head: 'Jobs', look: 'Look' }
}

/** Jobs, on the Command Center. They are not for all who look: the page asks for them as whoever does. */
export const panel: Panel = {
  name: 'jobs',
  place: { column: 'right', order: 30 },
  section(language) {
    const { head, look } = texts[language]
    return html`
<section class="jobs" id="jobs" aria-labelledby="jobs-head" hidden><div class="head">\
<h2 id="jobs-head">${head}</h2><button type="button" id="jobs-all">${look}</button></div>\
<p id="jobs-note" class="note" role="status"></p><ul id="jobs-rows" class="lines"></ul></section>`
  },
  modules: [new URL('panel.js', import.meta.url), new URL('panel-words.js', import.meta.url)]
}
