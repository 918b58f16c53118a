import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mysql2/promise'
import type { Place } from '../databases'
import { hasMariadb, type KeptServer, keptServer } from './keptServer'
import { makeDatabase, placeAt } from './ownMariadb'
import { freePort } from './processes'

const PROVIDER = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'].find(existsSync)

/** The library of the cluster is installed beside a MariaDB. */
export const hasGalera = PROVIDER !== undefined && hasMariadb

export interface Node {
  /** A database of that name, made where it is not there yet. */
  place(name: string): Promise<Place>
  kill: KeptServer['kill']
  /** Resolves when it knows all that was stored at another node until now. */
  hasAll(): Promise<void>
  /** A counter of the node, as `SHOW STATUS LIKE` gives it. */
  status(name: string): Promise<string>
}

const NODES = [1, 2, 3]
const HISTORY = '5a1c0de0-0000-11f1-8000-000000000000'
const idOf = (node: number) => `0000000${node}-0000-11f1-8000-00000000000${node}`

/** Where a node stands: at the first step of a history that all share. */
const GRASTATE = `# GALERA saved state
version: 2.1
uuid:    ${HISTORY}
seqno:   1
safe_to_bootstrap: 1
`

/** Whom a node saw last: all of them. */
const lastView = (node: number) => `my_uuid: ${idOf(node)}
#vwbeg
view_id: 3 ${idOf(1)} 3
bootstrap: 0
${NODES.map((each) => `member: ${idOf(each)} 0`).join('\n')}
#vwend
`

/**
 * A cluster of three on loopback. All begin with the same rows and the same last view, as after a power cut of all at
 * once, so that they find each other without handing their state over.
 */
export async function startGalera(): Promise<{ nodes: Node[]; remove: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'zaicun-galera-'))
  const seed = join(directory, 'seed')
  mkdirSync(join(seed, 'data'), { recursive: true })
  const first = keptServer(seed, await freePort(), [])
  await first.start(async (admin) => {
    await makeDatabase(admin)
    // The cluster keeps its own tables there.
    await admin.query('CREATE DATABASE IF NOT EXISTS mysql')
  })
  await first.stop()
  writeFileSync(join(seed, 'data/grastate.dat'), GRASTATE)

  const newPorts = async () => ({
    sql: await freePort(),
    group: await freePort(),
    transfer: await freePort(),
  })
  const ports = await Promise.all(NODES.map(newPorts))
  const group = ports.map((each) => `127.0.0.1:${each.group}`).join(',')
  const servers = ports.map((port, i) => {
    const node = i + 1
    const place = join(directory, String(node))
    cpSync(seed, place, { recursive: true })
    writeFileSync(join(place, 'data/gvwstate.dat'), lastView(node))
    const options = [
      `gmcast.listen_addr=tcp://127.0.0.1:${port.group}`,
      `ist.recv_addr=127.0.0.1:${port.transfer}`,
      'gcache.size=16M',
    ]
    return keptServer(place, port.sql, [
      ...['--binlog-format=ROW', '--innodb-autoinc-lock-mode=2'],
      ...['--wsrep-on=ON', `--wsrep-provider=${PROVIDER ?? ''}`, '--wsrep-cluster-name=zaicun'],
      ...[`--wsrep-cluster-address=gcomm://${group}`, `--wsrep-start-position=${HISTORY}:1`],
      ...[`--wsrep-node-address=127.0.0.1:${port.group}`, `--wsrep-provider-options=${options.join(';')}`],
      '--wsrep-sst-method=skip',
    ])
  })
  async function remove(): Promise<void> {
    await Promise.all(servers.map((server) => server.kill()))
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    await Promise.all(servers.map((server) => server.start(isTogether)))
  } catch (error) {
    await remove()
    throw error
  }
  return { nodes: servers.map((server, i) => nodeOf(server, ports[i]?.sql ?? 0)), remove }
}

function nodeOf(server: KeptServer, port: number): Node {
  async function ask<T>(work: (admin: Connection) => Promise<T>): Promise<T> {
    const admin = await server.admin()
    try {
      return await work(admin)
    } finally {
      admin.destroy()
    }
  }
  return {
    kill: () => server.kill(),
    async place(name) {
      await ask((admin) => makeDatabase(admin, name))
      return placeAt(port, name)
    },
    hasAll: () =>
      ask(async (admin) => {
        await admin.query('SET SESSION wsrep_sync_wait = 1')
        await admin.query('SELECT 1 FROM information_schema.tables LIMIT 1')
      }),
    status: (name) => ask((admin) => statusOf(admin, name)),
  }
}

async function statusOf(admin: Connection, name: string): Promise<string> {
  const [rows] = await admin.query(`SHOW STATUS LIKE '${name}'`)
  return (rows as { Value: string }[])[0]?.Value ?? ''
}

async function isTogether(admin: Connection): Promise<void> {
  const size = await statusOf(admin, 'wsrep_cluster_size')
  const state = await statusOf(admin, 'wsrep_local_state_comment')
  if (size !== String(NODES.length) || state !== 'Synced') throw new Error(`${size} nodes, ${state}`)
}
