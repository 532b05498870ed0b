import { type Dashboard, DashboardBuilder, DatasourceVariableBuilder, QueryVariableBuilder, RowBuilder, type Threshold,
  ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline'
import { PanelBuilder as GraphBuilder } from '@grafana/grafana-foundation-sdk/timeseries'

/** A PromQL expression, and how Grafana names its series. */
type Query = readonly [expression: string, legend: string]

const source = { type: 'prometheus', uid: '${source}' }
const HUB = 'job="satu"'
const SYSTEM = `${HUB}, system=~"$system"`

const steps = (...values: Threshold[]): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(values)
const target = ([expression, legend]: Query, at: number): DataqueryBuilder =>
  new DataqueryBuilder().expr(expression).legendFormat(legend).refId(String.fromCharCode(65 + at)).datasource(source)

function graph(title: string, unit: string, ...queries: Query[]): GraphBuilder {
  const panel = new GraphBuilder().title(title).unit(unit).span(8).height(7).min(0).lineWidth(1).fillOpacity(8)
    .datasource(source)
  queries.forEach((query, at) => panel.withTarget(target(query, at)))
  return panel
}

function stat(title: string, unit: string, query: Query, ...thresholds: Threshold[]): StatBuilder {
  return new StatBuilder().title(title).unit(unit).span(4).height(4).thresholds(steps(...thresholds)).datasource(source)
    .withTarget(target(query, 0))
}

const quantile = (p: number, metric: string, by: string, matchers = HUB): string =>
  `histogram_quantile(${p}, sum by (${by}, le) (rate(${metric}_bucket{${matchers}}[$__rate_interval])))`

const green = { value: null, color: 'green' }
const red = (value: number): Threshold => ({ value, color: 'red' })

/** The dashboard of the hub for Grafana, over the metrics that Prometheus scrapes from it. */
export function buildDashboard(): Dashboard {
  return new DashboardBuilder('Satu')
    .uid('satu').description('One gateway in front of the legacy applications of a city').tags(['satu'])
    .refresh('30s').time({ from: 'now-6h', to: 'now' }).timezone('browser').readonly()
    .withVariable(new DatasourceVariableBuilder('source').label('Source').type('prometheus'))
    .withVariable(new QueryVariableBuilder('system').label('System').datasource(source)
      .query('label_values(satu_system_breaker_open, system)').multi(true).includeAll(true).allValue('.*'))
    .withRow(new RowBuilder('Now'))
    .withPanel(stat('Requests', 'reqps', [`sum(rate(satu_requests_total{${HUB}}[$__rate_interval]))`, ''], green))
    .withPanel(
      stat('Faults of the hub', 'percentunit', [
        `sum(rate(satu_requests_total{${HUB}, status="500"}[$__rate_interval])) / ` +
        `sum(rate(satu_requests_total{${HUB}}[$__rate_interval]))`,
        ''
      ], green, red(0.001))
    )
    .withPanel(
      stat('Answered from memory', 'percentunit', [
        `sum(rate(satu_requests_total{${HUB}, cache=~"hit|stale"}[$__rate_interval])) / ` +
        `sum(rate(satu_requests_total{${HUB}, cache!="none"}[$__rate_interval]))`,
        ''
      ], green)
    )
    .withPanel(
      stat('Systems that are down', 'none', [`count(min by (system) (satu_system_up{${HUB}}) == 0) or vector(0)`, ''],
        green, red(1))
    )
    .withPanel(
      stat('Writes that wait for a person', 'none', [
        `sum(max by (system) (satu_submissions_waiting{${HUB}, state="parked"}))`,
        ''
      ], green, red(1))
    )
    .withPanel(
      stat('Store', 'none', [`min(satu_store_ready{${HUB}})`, ''], { value: null, color: 'red' }, { value: 1,
        color: 'green' })
    )
    .withRow(new RowBuilder('Callers'))
    .withPanel(
      graph('Requests by status', 'reqps', [`sum by (status) (rate(satu_requests_total{${HUB}}[$__rate_interval]))`,
        '{{status}}'])
    )
    .withPanel(
      graph('Requests by what the cache did', 'reqps', [
        `sum by (cache) (rate(satu_requests_total{${HUB}}[$__rate_interval]))`,
        '{{cache}}'
      ])
    )
    .withPanel(
      graph('Duration', 's', [quantile(0.5, 'satu_request_duration_seconds', 'job'), 'half'], [
        quantile(0.95, 'satu_request_duration_seconds', 'job'),
        '95 %'
      ], [quantile(0.99, 'satu_request_duration_seconds', 'job'), '99 %'])
    )
    .withPanel(
      graph('Busiest operations', 'reqps', [
        `topk(10, sum by (operation) (rate(satu_requests_total{${HUB}}[$__rate_interval])))`,
        '{{operation}}'
      ])
    )
    .withPanel(
      graph('Slowest operations, 95 %', 's', [
        `topk(10, ${quantile(0.95, 'satu_request_duration_seconds', 'operation')})`,
        '{{operation}}'
      ])
    )
    .withPanel(graph('Streams of events', 'none', [`sum(satu_event_streams{${HUB}})`, 'open']))
    .withRow(new RowBuilder('Systems'))
    .withPanel(
      new TimelineBuilder().title('Up').span(24).height(9).thresholds(
        steps({ value: null, color: 'red' }, { value: 1, color: 'green' })
      )
        .datasource(source).withTarget(target([`min by (system) (satu_system_up{${SYSTEM}})`, '{{system}}'], 0))
    )
    .withPanel(
      graph('Calls', 'reqps', [`sum by (system) (rate(satu_system_calls_total{${SYSTEM}}[$__rate_interval]))`,
        '{{system}}'])
    )
    .withPanel(
      graph('Calls that failed', 'reqps', [
        `sum by (system, outcome) (rate(satu_system_calls_total{${SYSTEM}, outcome!="ok"}[$__rate_interval]))`,
        '{{system}} {{outcome}}'
      ])
    )
    .withPanel(
      graph('Duration of calls, 95 %', 's', [quantile(0.95, 'satu_system_call_duration_seconds', 'system', SYSTEM),
        '{{system}}'])
    )
    .withPanel(
      graph('Calls that run, and that wait', 'none', [`sum by (system) (satu_system_calls_in_flight{${SYSTEM}})`,
        '{{system}}'], [`sum by (system) (satu_system_calls_queued{${SYSTEM}})`, '{{system}} waits'])
    )
    .withPanel(
      graph('Since it last answered well', 's', [
        `time() - max by (system) (satu_system_last_success_seconds{${SYSTEM}})`,
        '{{system}}'
      ])
    )
    .withPanel(
      graph('Records left out', 'short', [
        `sum by (system) (increase(satu_system_quarantined_total{${SYSTEM}}[$__rate_interval]))`,
        '{{system}}'
      ])
    )
    .withRow(new RowBuilder('Writes, events, open data'))
    .withPanel(
      graph('Writes on their way', 'none', [`max by (system, state) (satu_submissions_waiting{${SYSTEM}}) > 0`,
        '{{system}} {{state}}'])
    )
    .withPanel(
      graph('Until a system has it, 95 %', 's', [quantile(0.95, 'satu_delivery_duration_seconds', 'system', SYSTEM),
        '{{system}}'])
    )
    .withPanel(
      graph('Events', 'cps', [`sum by (type) (rate(satu_events_total{${HUB}}[$__rate_interval]))`, '{{type}}'])
    )
    .withPanel(graph('Messages that wait for receivers', 'none', [`max(satu_webhook_waiting{${HUB}})`, 'waiting']))
    .withPanel(
      graph('Since a dataset was found to be true', 's', [
        `time() - max by (dataset) (satu_dataset_checked_seconds{${HUB}})`,
        '{{dataset}}'
      ])
    )
    .withPanel(
      graph('Changes looked for in vain', 'cps', [
        `sum by (system, outcome) (rate(satu_change_passes_total{${SYSTEM}, outcome!="ok"}[$__rate_interval]))`,
        '{{system}} {{outcome}}'
      ])
    )
    .withRow(new RowBuilder('Process'))
    .withPanel(
      graph('Processors', 'percentunit', [`rate(process_cpu_seconds_total{${HUB}}[$__rate_interval])`, '{{instance}}'],
        [`nodejs_eventloop_utilization{${HUB}}`, '{{instance}} busiest'])
    )
    .withPanel(
      graph('Memory', 'bytes', [`process_resident_memory_bytes{${HUB}}`, '{{instance}}'], [
        `nodejs_heap_used_bytes{${HUB}}`,
        '{{instance}} in use'
      ], [`satu_cache_bytes{${HUB}}`, '{{instance}} cache'])
    )
    .withPanel(graph('Open files', 'none', [`process_open_fds{${HUB}}`, '{{instance}}']))
    .withPanel(
      graph('Redis', 'cps', [`sum by (result) (rate(satu_shared_cache_reads_total{${HUB}}[$__rate_interval]))`,
        '{{result}}'], [`sum(rate(satu_shared_cache_failures_total{${HUB}}[$__rate_interval]))`, 'failures'])
    )
    .withPanel(
      graph('Processes', 'none', [`sum(satu_processes{${HUB}})`, 'all'], [`sum(satu_limits_kept_together{${HUB}})`,
        'that keep limits together'])
    )
    .withPanel(
      graph('Days until a certificate ends', 'd', [
        `(min by (use) (satu_certificate_expires_seconds{${HUB}}) - time()) / 86400`,
        '{{use}}'
      ])
    )
    .build()
}
