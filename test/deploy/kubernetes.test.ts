import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { Namespace, Service, ServiceAccount } from 'kubernetes-models/v1'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse, parseAllDocuments } from 'yaml'
import { environmentVariables } from '../../src/platform/config/environment.ts'
import { startCity } from '../suites/demo-city.ts'

const folder = join(import.meta.dirname, '../../deploy/kubernetes')
const models = { Deployment, StatefulSet, NetworkPolicy, PodDisruptionBudget, Namespace, Service, ServiceAccount }

interface Container {
  name: string
  image: string
  env?: { name: string; value?: string }[]
  securityContext: { allowPrivilegeEscalation: boolean; capabilities: { drop: string[] } }
  resources: { requests: object; limits: { memory: string } }
  ports: { name: string; containerPort: number }[]
  startupProbe?: Probe
  livenessProbe: Probe
  readinessProbe: Probe
  volumeMounts: { name: string }[]
}
interface Probe {
  httpGet?: { path: string; port: string }
}
interface Manifest {
  kind: keyof typeof models
  metadata: { name: string }
  spec: {
    replicas: number
    maxUnavailable: number
    selector: { matchLabels: Record<string, string> }
    podSelector: { matchLabels: Record<string, string> }
    ports: { port: number; targetPort: string }[]
    template: { metadata: { labels: Record<string, string> };
      spec: { securityContext: { runAsNonRoot: boolean }; automountServiceAccountToken: boolean;
        containers: Container[]; volumes?: { name: string }[] } }
    volumeClaimTemplates?: { metadata: { name: string } }[]
  }
}

const texts = new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]))
const kustomization = parse(texts.get('kustomization.yaml') ?? '') as { resources: string[];
  images: { name: string }[] }
const manifests = kustomization.resources.flatMap(name =>
  parseAllDocuments(texts.get(name) ?? '').map(document => {
    t.same(document.errors, [], name)
    return document.toJS() as Manifest
  })
)
const workloads = manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
const find = (kind: string, name: string): Manifest => {
  const found = manifests.find(manifest => manifest.kind === kind && manifest.metadata.name === name)
  if (found === undefined) throw new Error(`no ${kind} ${name}`)
  return found
}
const hub = find('Deployment', 'satu')
const [container] = hub.spec.template.spec.containers as [Container]

t.test('every manifest is what Kubernetes takes, and none is forgotten', t => {
  t.same(kustomization.resources.toSorted(), [...texts.keys()].filter(name => name !== 'kustomization.yaml').toSorted())
  for (const manifest of manifests) {
    const Model = models[manifest.kind]
    t.ok(Model, manifest.kind)
    const model = new Model(manifest as never)
    t.doesNotThrow(() => {
      model.validate()
    }, `${manifest.kind} ${manifest.metadata.name}`)
  }
  t.throws(() => {
    new Deployment({ ...hub, spec: { ...hub.spec, replicas: 'three' } } as never).validate()
  }, 'what it does not take is told')
  t.end()
})

t.test('no secret stands in a manifest', t => {
  for (const [name, text] of texts) {
    t.notMatch(text, /kind: Secret\b/, name)
    t.notMatch(text, /:\/\/[^\s/]*:[^\s/]*@/, `${name}: no address with a password`)
  }
  const secret = new Set<string>(
    environmentVariables.flatMap(variable => ('secret' in variable ? [variable.name] : []))
  )
  for (const { name, value } of container.env ?? []) t.notOk(secret.has(name) && value !== undefined, name)
  t.end()
})

t.test('the hub runs as several replicas without rights, of which one may be missing', t => {
  t.ok(hub.spec.replicas >= 2)
  t.equal(find('PodDisruptionBudget', 'satu').spec.maxUnavailable, 1)
  t.equal(container.env?.find(({ name }) => name === 'SATU_REPLICAS')?.value, String(hub.spec.replicas),
    'they know how many they are')
  const known = new Set<string>(environmentVariables.map(({ name }) => name))
  for (const { name } of container.env ?? []) t.ok(known.has(name), `${name} is a variable of the hub`)
  for (const { metadata, spec } of workloads) {
    t.equal(spec.template.spec.securityContext.runAsNonRoot, true, metadata.name)
    t.equal(spec.template.spec.automountServiceAccountToken, false)
    for (const { securityContext, resources, livenessProbe, readinessProbe } of spec.template.spec.containers) {
      t.match(securityContext, { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } })
      t.ok(resources.limits.memory)
      t.ok(livenessProbe)
      t.ok(readinessProbe)
    }
  }
  t.end()
})

t.test('what refers to another is there', t => {
  for (const { metadata, spec } of workloads) {
    t.match(spec.template.metadata.labels, spec.selector.matchLabels, metadata.name)
    const volumes = [...(spec.template.spec.volumes ?? []).map(({ name }) => name),
      ...(spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => name)]
    for (const { volumeMounts } of spec.template.spec.containers)
      for (const { name } of volumeMounts) t.ok(volumes.includes(name), name)
    const service = find('Service', metadata.name)
    t.same(service.spec.selector, spec.selector.matchLabels)
    for (const { targetPort } of service.spec.ports)
      t.ok(spec.template.spec.containers.some(({ ports }) => ports.some(({ name }) => name === targetPort)), targetPort)
  }
  for (const { spec } of manifests.filter(({ kind }) => kind === 'NetworkPolicy')) {
    t.ok(
      workloads.some(workload =>
        JSON.stringify(workload.spec.selector.matchLabels) === JSON.stringify(spec.podSelector.matchLabels)
      )
    )
  }
  for (const { name } of kustomization.images)
    t.ok(workloads.some(({ spec }) => spec.template.spec.containers.some(({ image }) => image === name)), name)
  t.end()
})

t.test('the probes ask what the hub answers', async t => {
  const city = await startCity()
  t.teardown(() => city.close())
  for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
    t.equal((await city.get(probe?.httpGet?.path ?? '', { as: null })).status, 200)
    t.ok(container.ports.some(({ name }) => name === probe?.httpGet?.port))
  }
})
