import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { useLengths } from '../../src/contract/lengths.ts'
import { seeded } from '../kit/seeded.ts'

t.test('lengths are counted in characters, as ajv counts them', async t => {
  const schema = (least: number, most: number): object => ({ type: 'string', minLength: least, maxLength: most })
  const ours = new Ajv2020({ strict: false, allErrors: true })
  useLengths(ours)
  const plain = new Ajv2020({ strict: false, allErrors: true })
  const random = seeded(6)
  const verdicts = new Set<string>()
  for (let least = 0; least <= 4; least++) {
    for (let most = least; most <= 6; most++) {
      const [one, other] = [ours.compile(schema(least, most)), plain.compile(schema(least, most))]
      for (let round = 0; round < 200; round++) {
        // A surrogate alone is a character as well.
        const text = random.text('a😀é', 0, 8) + random.pick(['', '', '\ud83d', '\ude00'])
        const same = one(text) === other(text)
        verdicts.add(JSON.stringify(other.errors?.map(({ keyword }) => keyword) ?? 'fits'))
        if (!same || JSON.stringify(one.errors) !== JSON.stringify(other.errors))
          t.fail(`${JSON.stringify(text)} within ${least} to ${most}`)
      }
    }
  }
  t.same([...verdicts].sort(), ['"fits"', '["maxLength"]', '["minLength"]'])
})

t.test('of several mistakes in one text the same is told first', async t => {
  const schema = { type: 'string', minLength: 2, maxLength: 3, pattern: '^a+$' }
  const ours = new Ajv2020()
  useLengths(ours)
  for (const [text, keyword] of [['', 'minLength'], ['bbbb', 'maxLength'], ['bb', 'pattern']] as const) {
    for (const ajv of [ours, new Ajv2020()]) {
      const check = ajv.compile(schema)
      t.notOk(check(text))
      t.equal(check.errors?.[0]?.keyword, keyword)
    }
  }
})
