import { createDemoCity } from '../../demo/city/city.ts'
import { whenAsked } from '../../demo/when-asked.ts'

/** The demo's city, made once in a process: its systems read it and change nothing. */
export const theCity = whenAsked(() => createDemoCity())
