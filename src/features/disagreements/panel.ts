import type { Language } from '../../http/accept.ts'
import { html } from '../../http/html.ts'
import type { Panel } from '../../http/panels.ts'

const texts: Readonly<Record<Language, { head: string; look: string; columns: readonly string[] }>> = {
  id: { head: 'Perbedaan antarsistem', look: 'Lihat',
    columns: ['Perangkat daerah', 'Terbuka', 'Per 1.000', '13 minggu'] },
  en: { head: 'Where systems disagree', look: 'Look', columns: ['Agency', 'Open', 'Of 1,000', '13 weeks'] }
}

/** Where systems disagree, on the Command Center. It is not for all who look: the page asks for it as whoever does. */
export const panel: Panel = {
  name: 'disagreements',
  place: { column: 'middle', order: 10 },
  section(language) {
    const { head, look, columns } = texts[language]
    return html`
<section class="disagreements" id="disagreements" aria-labelledby="disagreements-head" hidden><div class="head">\
<h2 id="disagreements-head">${head}</h2><button type="button" id="disagreements-all">${look}</button></div>\
<p id="disagreements-totals" class="totals" role="status"></p><table><thead><tr>${
      columns.map(text => html`<th scope="col">${text}</th>`)
    }</tr></thead><tbody id="disagreements-rows"></tbody></table></section>`
  },
  modules: [new URL('panel.js', import.meta.url), new URL('panel-words.js', import.meta.url)]
}
