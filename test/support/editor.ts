import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

/** What an editor shows beside a line, counted from 0. */
export interface Remark {
  line: number
  message: string
}

/** An editor that knows YAML only through the YAML language server, as VS Code does. */
export interface Editor {
  /** Opens a text as that file, and shows what is wrong with it. */
  open(file: string, text: string): Promise<Remark[]>
  /** What is offered at the first place where `|` would stand in the file that is open. */
  complete(file: string, text: string): Promise<string[]>
  /** What is said about the place where `|` stands. */
  hover(file: string, text: string): Promise<string>
}

const server = fileURLToPath(
  new URL('../../node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url),
)

/** Starts the language server and speaks its protocol over stdio; it ends with the test. */
export async function openEditor(folder: string): Promise<Editor> {
  const child = spawn(process.execPath, [server, '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill())
  const answers = new Map<number, (result: never) => void>()
  const remarks = new Map<string, (found: Remark[]) => void>()
  let count = 0
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const ask = <T>(method: string, params: object) =>
    new Promise<T>(resolve => {
      count += 1
      answers.set(count, resolve)
      send({ id: count, method, params })
    })
  const tell = (method: string, params: object) => send({ method, params })
  eachMessage(child.stdout, ({ id, method, params, result }) => {
    if (method === 'textDocument/publishDiagnostics')
      remarks.get(params.uri)?.(params.diagnostics.map((one: never) => remarkOf(one)))
    else if (method === 'workspace/configuration') send({ id, result: params.items.map(() => ({})) })
    else if (method && id !== undefined) send({ id, result: null })
    else if (id !== undefined) answers.get(id)?.(result as never)
  })
  await ask('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} })
  tell('initialized', {})
  tell('workspace/didChangeConfiguration', {
    settings: { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } } },
  })

  let version = 0
  const isOpen = new Set<string>()
  const open = (file: string, text: string) =>
    new Promise<Remark[]>(resolve => {
      version += 1
      const uri = pathToFileURL(file).href
      remarks.set(uri, resolve)
      if (isOpen.has(uri))
        tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] })
      else tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } })
      isOpen.add(uri)
    })
  const at = async (file: string, marked: string) => {
    const before = marked.slice(0, marked.indexOf('|'))
    await open(file, before + marked.slice(before.length + 1))
    const lines = before.split('\n')
    const position = { line: lines.length - 1, character: lines.at(-1)!.length }
    return { textDocument: { uri: pathToFileURL(file).href }, position }
  }
  return {
    open,
    complete: async (file, text) =>
      (await ask<{ items: { label: string }[] }>('textDocument/completion', await at(file, text))).items.map(
        ({ label }) => label,
      ),
    hover: async (file, text) =>
      (await ask<{ contents: { value: string } } | null>('textDocument/hover', await at(file, text)))?.contents.value ??
      '',
  }
}

const remarkOf = ({ range, message }: { range: { start: { line: number } }; message: string }): Remark => ({
  line: range.start.line,
  message,
})

interface Message {
  id?: number
  method?: string
  // biome-ignore lint/suspicious/noExplicitAny: each method has its own.
  params?: any
  result?: unknown
}

function eachMessage(stream: NodeJS.ReadableStream, use: (message: Message) => void): void {
  let rest = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const [head, length] = /^Content-Length: (\d+)[\s\S]*?\r\n\r\n/.exec(rest.toString('latin1')) ?? []
      const end = head === undefined ? Number.POSITIVE_INFINITY : head.length + Number(length)
      if (rest.length < end) return
      use(JSON.parse(rest.subarray(head!.length, end).toString('utf8')))
      rest = rest.subarray(end)
    }
  })
}
