import t from 'tap'
import { targetsOf } from '../../src/cli/adapter/infer/targets.ts'
import { loadContract } from '../../src/contract/contract.ts'
import type { ResourceName } from '../../src/kit/adapter.ts'
import { percent, proposalOf, proposed, samplePath, type Score, scoreOf, strangers,
  total } from './adapter-infer-bench.ts'
import { shippedSamples } from './adapter-infer-shipped.ts'

const contract = loadContract()
const canonical = (resource: ResourceName): ReadonlySet<string> =>
  new Set(targetsOf(contract, resource).map(({ path }) => path))

interface Judged {
  name: string
  resource: ResourceName
  path: string
  truth: ReadonlyMap<string, ReadonlySet<string>>
}

async function judge(
  comment: (text: string) => void,
  samples: readonly Judged[]
): Promise<{ score: Score; wrongResources: string[] }> {
  const scores: Score[] = []
  const wrongResources: string[] = []
  for (const { name, resource, path, truth } of samples) {
    const [best] = (await proposalOf(path)).ranked
    if (best?.resource !== resource) wrongResources.push(`${name}: ${best?.resource} instead of ${resource}`)
    const pairs = proposed(await proposalOf(path, { resource }))
    const score = scoreOf(pairs, truth, canonical(resource))
    scores.push(score)
    const wrong = pairs.filter(pair => truth.get(pair.name)?.has(pair.path) !== true).map(pair =>
      `${pair.name} is no ${pair.path}${pair.sure ? ', though sure' : ''}`
    )
    comment(
      `${name}: sure ${percent(score.sureRight, score.sure)}, all ${percent(score.right, score.all)}, found ${
        percent(score.found, score.used)
      }${wrong.length > 0 ? `; ${wrong.join('; ')}` : ''}`
    )
  }
  const score = total(scores)
  comment(
    `ALL: precision of the sure pairs ${percent(score.sureRight, score.sure)}, of all pairs ${
      percent(score.right, score.all)
    }, recall ${percent(score.found, score.used)}`
  )
  return { score, wrongResources }
}

t.test('what is sure is what the shipped mappings do', async t => {
  const shipped = await shippedSamples(t.testdir())
  const { score, wrongResources } = await judge(text => t.comment(text), shipped)
  t.same(wrongResources, [], 'the resource of each sample comes first')
  t.ok(score.sure > 150, 'most fields are placed without doubt')
  t.ok(score.sureRight / score.sure >= 0.95, 'sure pairs are right')
  t.ok(score.right / score.all >= 0.9, 'so are the others, as a rule')
  t.ok(score.found / score.used >= 0.85, 'most of the fields that a mapping uses are found')
})

t.test('it holds for systems that the dictionary was not made for', async t => {
  const samples = strangers.map(({ file, resource, truth }) => ({
    name: file,
    resource,
    path: samplePath(file),
    truth: new Map(Object.entries(truth).map(([name, paths]) => [name, new Set(paths)]))
  }))
  const { score, wrongResources } = await judge(text => t.comment(text), samples)
  t.same(wrongResources, [])
  t.ok(score.sureRight / score.sure >= 0.95)
  t.ok(score.found / score.used >= 0.85)
})
