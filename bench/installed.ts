import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SECRET } from './hub.ts'
import { locate } from './machine.ts'
import { type Server, startListening } from './server.ts'

/** Servers of other makers, one process each, where the machine has them. */
export interface Installed {
  /** Passes every request on, with nothing but connections that stay open. */
  proxy(upstream: string): Promise<Server>
  /** Keeps answers, with whatever it has of a token check, a limit and a log. */
  cache(upstream: string): Promise<Server>
}

export const nginx: Installed | undefined = locate('nginx') === undefined ? undefined : {
  proxy: upstream => startNginx(upstream, '', '', 'access_log off;'),
  cache: upstream =>
    startNginx(
      upstream,
      'proxy_cache_path cache keys_zone=cache:10m; limit_req_zone $http_authorization zone=limit:10m rate=10000000r/m;',
      'proxy_cache cache; proxy_cache_valid 200 60m; limit_req zone=limit burst=100000 nodelay; add_header ' +
        'x-request-id $request_id;',
      'access_log access.log combined buffer=64k flush=1s;'
    )
}

export const haproxy: Installed | undefined = locate('haproxy') === undefined ? undefined : {
  proxy: upstream => startHaproxy(upstream, ''),
  cache: upstream =>
    startHaproxy(upstream, `
  log stdout format raw local0
  option httplog
  stick-table type string len 64 size 10k expire 60s store http_req_rate(60s)
  http-request set-var(txn.token) http_auth_bearer
  http-request deny deny_status 401 unless { var(txn.token),jwt_header_query('$.alg') -m str HS256 }
  http-request deny deny_status 401 unless { "var(txn.token),jwt_verify(HS256,'${SECRET}')" -m int 1 }
  http-request set-var(txn.consumer) var(txn.token),jwt_payload_query('$.sub')
  http-request track-sc0 var(txn.consumer)
  http-request deny deny_status 429 if { sc_http_req_rate(0) gt 10000000 }
  http-request del-header authorization
  http-request cache-use memory
  http-response set-header cache-control max-age=3600
  http-response cache-store memory`)
}

function startNginx(upstream: string, http: string, location: string, log: string): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-bench-'))
  return startListening({
    command(port) {
      const file = join(folder, 'nginx.conf')
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name =>
        `${name}_temp_path ${name}_temp;`
      ).join(' ')
      writeFileSync(file, `daemon off; master_process off; pid nginx.pid; error_log stderr crit;
events { worker_connections 1024; }
http {
  ${temporary} ${log} ${http} keepalive_requests 100000000;
  upstream system { server ${new URL(upstream).host}; keepalive 64; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port};
    location / { ${location} proxy_pass http://system; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`)
      return ['nginx', '-p', folder, '-c', file]
    }
  }, '/')
}

function startHaproxy(upstream: string, duties: string): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'satu-bench-'))
  return startListening({
    command(port) {
      const file = join(folder, 'haproxy.cfg')
      writeFileSync(file, `global
  nbthread 1
cache memory
  total-max-size 64
  max-object-size 100000
  max-age 3600
defaults
  mode http
  timeout client 60s
  timeout server 60s
  timeout connect 5s
frontend ready
  bind 127.0.0.1:${port}
  monitor-uri /ready
  default_backend system${duties}
backend system
  http-reuse always
  server system ${new URL(upstream).host}
`)
      return ['haproxy', '-db', '-f', file]
    }
  }, '/ready')
}
