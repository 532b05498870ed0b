import { svg } from './dom.js'

const HEIGHT = 28
const STEP = 8

/**
 * A bar for each day; the last is today. What it shows is said beside it: to a reader it is nothing.
 * @param {readonly number[]} values
 */
export function bars(values) {
  const most = Math.max(1, ...values)
  const width = values.length * STEP
  return svg('svg', { 'class': 'bars', 'viewBox': `0 0 ${width} ${HEIGHT}`, 'preserveAspectRatio': 'none',
    'aria-hidden': 'true', 'focusable': 'false' }, ...values.map((value, index) => {
      const height = value === 0 ? 1 : Math.max(3, (value / most) * HEIGHT)
      return svg('rect', { class: index === values.length - 1 ? 'today' : undefined, x: index * STEP + 1,
        y: HEIGHT - height, width: STEP - 2, height, rx: 1 })
    }))
}
