import t from 'tap'
import { touches } from '../../../src/gateway/reads/geometry.ts'

const triangle = [[0, 0], [10, 0], [0, 10], [0, 0]]
/** A ring around a place that does not belong to it but by its opening: an L. */
const corner = [[0, 0], [10, 0], [10, 2], [2, 2], [2, 10], [0, 10]]

const cases: [what: string, ring: number[][], box: [number, number, number, number], expected: boolean][] = [
  ['a corner of the area lies in the box', triangle, [-1, -1, 1, 1], true],
  ['the area lies in the box', triangle, [-1, -1, 11, 11], true],
  ['the box lies in the area', triangle, [1, 1, 2, 2], true],
  ['only their edges cross', triangle, [4, -1, 5, 20], true],
  ['they share an edge', triangle, [3, -5, 4, 0], true],
  ['the box is beside a slope of the area', triangle, [8, 8, 9, 9], false],
  ['the box is far away', triangle, [20, 20, 30, 30], false],
  ['the box lies in the line of an edge, but not at it', triangle, [20, 0, 30, 5], false],
  ['the box lies in the bend of the area', corner, [4, 4, 6, 6], false],
  ['the box crosses an arm of the area', corner, [4, -1, 6, 6], true],
  ['the area has one corner, in the box', [[1, 1]], [0, 0, 2, 2], true],
  ['the area has one corner, outside', [[5, 1]], [0, 0, 2, 2], false],
  ['the area has no corner', [], [0, 0, 2, 2], false]
]
for (const [what, ring, box, expected] of cases) {
  t.test(`${what}: ${expected ? 'they touch' : 'they do not touch'}`, async t => {
    t.equal(touches(ring, box), expected)
    t.equal(touches(ring.toReversed(), box), expected, 'whatever the direction of the ring')
  })
}
