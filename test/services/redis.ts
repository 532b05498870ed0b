import { connect } from 'node:net'
import { join } from 'node:path'
import { onPath, type RunningService, type Service, startServer, temporaryDirectory } from './service.ts'

export const redisService: Service = {
  name: 'Redis',
  variable: 'TEST_REDIS_URL',
  example: 'redis://127.0.0.1:6379',
  package: 'redis-server',
  locate: () => onPath('redis-server'),
  start: () => startRedis()
}

export interface RedisOptions {
  /** Path of the Unix socket, to come back at the same place after an end. */
  socket?: string
  /** Listens on 127.0.0.1 too. */
  port?: number
  /** Further settings, as `redis-server` takes them: `['--requirepass', 'secret']`. */
  settings?: readonly string[]
  /** Path of a sentinel's configuration: this one is a sentinel. */
  sentinel?: string
}

/** Starts an empty Redis of its own, without persistence, on a Unix socket. */
export async function startRedis(options: RedisOptions = {}): Promise<RunningService> {
  const program = redisService.locate()
  if (!program) throw new Error(`redis-server is not installed: ${missing(redisService)}`)
  const directory = temporaryDirectory('redis')
  const socket = options.socket ?? join(directory, 'redis.sock')
  const server = await startServer({
    name: 'redis-server',
    directory,
    program,
    parameters: [
      ...(options.sentinel ? [options.sentinel, '--sentinel'] : []),
      '--unixsocket',
      socket,
      '--port',
      String(options.port ?? 0),
      '--bind',
      '127.0.0.1',
      '--dir',
      directory,
      '--save',
      '',
      '--appendonly',
      'no',
      '--daemonize',
      'no',
      ...(options.settings ?? [])
    ],
    ready: () => answersPing(socket)
  })
  return { url: `unix://${socket}`, stop: server.stop }
}

function missing(service: Service): string {
  return `sudo apt-get install ${service.package}, or set ${service.variable}`
}

/** Any answer will do: a Redis with a password refuses the PING, and stands ready too. */
function answersPing(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ path })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, () => end(false))
    socket.once('error', () => end(false))
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', data => end(!data.toString().startsWith('-LOADING')))
  })
}
