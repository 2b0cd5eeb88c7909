// Stands between a program and the disk: lists every call that changes something in some folders, and, as a plan says,
// ends the process at one of them, lets one fail, or lets the disk fail from one on. Loaded before a program by
// `--require`, with the plan in TRACED_WRITES, or by a test for its own process.
'use strict'
const fs = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const { basename, relative, resolve, sep } = require('node:path')

/**
 * What is to happen: `stop` is the number of the call before which the process ends, counted from 1; `fail` that of
 * the call which fails with `code`, and with `lasting` all after it do. Until a file named `until` is there, every call
 * fails. Calls in `without` are what this disk cannot do.
 */
let plan
const real = { ...fs, promises: { ...fs.promises } }
const isIn = file =>
  plan !== undefined &&
  typeof file === 'string' &&
  plan.roots.some(root => `${resolve(file)}${sep}`.startsWith(root + sep))

/** A name that is the same in every run. */
const nameOf = file => {
  const root = plan.roots.find(each => `${resolve(file)}${sep}`.startsWith(each + sep))
  return (relative(root, resolve(file)) || '.')
    .replace(/\.turn-[0-9a-f]{16}\.tmp$/, '.turn-*.tmp')
    .replace(/\.[0-9a-f]{12}\.tmp$/, '.*.tmp')
}

const refused = (code, syscall, path) =>
  Object.assign(new Error(`${code}: as the plan says, ${syscall} '${path}'`), { code, syscall, path, errno: -1 })

/** Notes a call; what it answers is what is to happen to it. */
function noted(call, file) {
  if (plan.isOver) return 'stop'
  if (plan.without?.includes(call)) return 'without'
  plan.calls.push(`${call} ${nameOf(file)}`)
  const n = plan.calls.length
  if (plan.stop === n) return 'stop'
  if (plan.until) return real.existsSync(plan.until) || call === 'rm' ? undefined : 'fail'
  return plan.fail && (plan.lasting ? n >= plan.fail : n === plan.fail) ? 'fail' : undefined
}

/** `half` does a part of what the call does, as a disk that is full does. */
async function traced(call, file, run, half) {
  const what = noted(call, file)
  // A text that is waited for on its way to the disk is the same text; only time would be lost.
  if (what === undefined) return call === 'sync' && !plan.really ? undefined : await run()
  if (what === 'without') throw refused('EPERM', call, file)
  if (!plan.isOver) await half?.()
  if (what === 'fail') throw refused(plan.code, call, file)
  plan.isOver = true
  if (plan.really) process.kill(process.pid, 'SIGKILL')
  plan.ended()
  return await new Promise(() => {})
}

const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants

/** Whether a file that is opened with these flags can be changed. Numbers are flags that have no letter, such as O_NOFOLLOW. */
const flagsWrite = flags =>
  typeof flags === 'number'
    ? (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) !== 0
    : flags !== undefined && flags !== 'r'

/** A call that other code than ours makes in another way is listed under another name, and is done. */
const alsoTraced = (call, run) =>
  function (...args) {
    const file = args.slice(0, 2).find(isIn)
    const changes = !call.startsWith('open') || flagsWrite(typeof args[1] === 'function' ? undefined : args[1])
    if (file !== undefined && changes) noted(call, file)
    return run.apply(this, args)
  }

const handleCalls = [
  'write',
  'writev',
  'writeFile',
  'appendFile',
  'truncate',
  'sync',
  'datasync',
  'chmod',
  'chown',
  'utimes',
]

function watched(handle, file) {
  for (const call of handleCalls) {
    const run = handle[call].bind(handle)
    const write = handle.write.bind(handle)
    handle[call] = (...args) => {
      const half =
        call === 'writeFile' ? () => write(Buffer.from(args[0]), 0, Buffer.byteLength(args[0]) >> 1) : undefined
      return traced(call, file, () => run(...args), half)
    }
  }
  return handle
}

fs.promises.open = async (file, flags, mode) => {
  if (!isIn(file)) return await real.promises.open(file, flags, mode)
  const open = async () => {
    const handle = await real.promises.open(file, flags, mode)
    plan.handles.push(handle)
    return handle
  }
  return watched(flagsWrite(flags) ? await traced('open', file, open) : await open(), file)
}

for (const call of [
  'link',
  'rename',
  'rm',
  'unlink',
  'rmdir',
  'mkdir',
  'symlink',
  'copyFile',
  'cp',
  'writeFile',
  'appendFile',
  'truncate',
  'chmod',
  'chown',
  'utimes',
  'lutimes',
]) {
  fs.promises[call] = async (...args) => {
    const run = () => real.promises[call](...args)
    const file = (call === 'link' || call === 'rename' || call === 'copyFile' ? [args[1], args[0]] : [args[0]]).find(
      isIn,
    )
    // What changes nothing is no write: a folder that is there, a leftover that is not.
    const isIdle =
      file !== undefined && (call === 'mkdir' ? real.existsSync(file) : call === 'rm' && !real.existsSync(file))
    return file === undefined || isIdle ? await run() : await traced(call, file, run)
  }
  const sync = `${call}Sync`
  // With these two, `rm` does its work.
  if (real[call] && call !== 'unlink' && call !== 'rmdir') fs[call] = alsoTraced(`${call} by callback`, real[call])
  if (real[sync]) fs[sync] = alsoTraced(sync, real[sync])
}
fs.open = alsoTraced('open by callback', real.open)
fs.openSync = alsoTraced('openSync', real.openSync)
fs.createWriteStream = alsoTraced('createWriteStream', real.createWriteStream)
syncBuiltinESMExports()

/** Begins to trace. Answers with the calls so far, and with when the process would have ended. */
exports.trace = wanted => {
  let ended
  const end = new Promise(resolve => {
    ended = resolve
  })
  const calls = []
  plan = { ...wanted, roots: wanted.roots.map(root => resolve(root)), calls, ended, handles: [] }
  return { calls, end }
}
/** Ends it, and closes what a process that was ended left open. */
exports.untrace = () => {
  for (const handle of plan?.handles ?? []) handle.close().catch(() => {})
  plan = undefined
}
exports.isLeftover = file => /^\.(?:turn-[0-9a-f]{16}|.+\.[0-9a-f]{12})\.tmp$/.test(basename(file))

if (process.env.TRACED_WRITES) {
  const { now, id, ...wanted } = JSON.parse(process.env.TRACED_WRITES)
  exports.trace({ ...wanted, really: true })
  // What no two runs share, unless they are told.
  if (id) Object.defineProperty(globalThis.crypto, 'randomUUID', { value: () => id })
  if (now) {
    const Real = Date
    const fixed = Real.parse(now)
    globalThis.Date = class extends Real {
      constructor(...args) {
        super(...(args.length ? args : [fixed]))
      }
      static now() {
        return fixed
      }
    }
  }
}
