import t from 'tap'
import { readTraceContext, traceHeaders } from '../../../../src/platform/telemetry/tracing/context.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const VALID = `00-${TRACE}-${SPAN}-01`

t.test("a caller's context is read and written as it came", async t => {
  const context = readTraceContext(VALID, 'congo=t61rcWkgMzE, rojo=00f067aa0ba902b7')
  t.same(context, { traceId: TRACE, spanId: SPAN, isSampled: true,
    tracestate: 'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7' })
  t.same(traceHeaders(context!, true, context?.tracestate), { traceparent: VALID,
    tracestate: 'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7' })
  t.equal(readTraceContext(`00-${TRACE}-${SPAN}-00`)?.isSampled, false)
  t.equal(readTraceContext(`00-${TRACE}-${SPAN}-02`)?.isSampled, false, 'other flags say nothing of it')
  t.equal(readTraceContext(`00-${TRACE}-${SPAN}-03`)?.isSampled, true)
})

t.test('of a later version what is known is read', async t => {
  t.equal(readTraceContext(`cc-${TRACE}-${SPAN}-01-what-comes-then`)?.traceId, TRACE)
  t.equal(readTraceContext(`cc-${TRACE}-${SPAN}-01`)?.traceId, TRACE)
})

t.test('what is not valid is no context', async t => {
  for (const [what, given] of Object.entries({
    'nothing': undefined,
    'empty': '',
    'a list': [VALID, VALID],
    'twice in one': `${VALID}, ${VALID}`,
    'version ff': `ff-${TRACE}-${SPAN}-01`,
    'more behind version 00': `${VALID}-more`,
    'later, without a dash': `cc-${TRACE}-${SPAN}-01.more`,
    'capital letters': VALID.toUpperCase(),
    'no trace': `00-${'0'.repeat(32)}-${SPAN}-01`,
    'no span': `00-${TRACE}-${'0'.repeat(16)}-01`,
    'a short trace': `00-${TRACE.slice(1)}-${SPAN}-01`,
    'a long span': `00-${TRACE}-${SPAN}0-01`,
    'no flags': `00-${TRACE}-${SPAN}`,
    'flags that are no digits': `00-${TRACE}-${SPAN}-0x`,
    'spaces': ` ${VALID}`
  })) t.equal(readTraceContext(given as string), undefined, what)
})

t.test('a tracestate that is not valid is left out, and harms the trace not at all', async t => {
  const stateOf = (tracestate: string | string[]) => readTraceContext(VALID, tracestate)?.tracestate
  for (const wrong of ['', ' , ', 'no-value', '=value', 'Capital=1', 'a=1,a=2', 'a=b=c', `a=${'x'.repeat(257)}`,
    Array.from({ length: 33 }, (_, i) => `k${i}=1`).join(','), 'a=\u00e9', 'a=1 ,b'])
  {
    t.equal(stateOf(wrong), undefined, wrong.slice(0, 40))
    t.equal(readTraceContext(VALID, wrong)?.traceId, TRACE)
  }
  t.equal(stateOf('fw529a3039@dt=FfAAAA, , b=2'), 'fw529a3039@dt=FfAAAA,b=2', 'with a tenant, and an empty member')
  t.equal(stateOf(['a=1', 'b=2']), 'a=1,b=2', 'several headers are one list')
})

t.test('a long tracestate is cut by whole members, the long ones first', async t => {
  const long = `long=${'x'.repeat(200)}`
  const short = Array.from({ length: 12 }, (_, i) => `k${i}=${'y'.repeat(40)}`)
  const kept = readTraceContext(VALID, [long, ...short].join(','))?.tracestate ?? ''
  t.notMatch(kept, /long/)
  t.ok(kept.length <= 512)
  t.equal(kept, short.slice(0, kept.split(',').length).join(','), 'from the end')
})
