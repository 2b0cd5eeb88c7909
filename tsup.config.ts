import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

// Everything is bundled, so that installing the program installs one package. Each command is a chunk of its own,
// loaded when it is called. CommonJS, because Node reads it at once, file by file, where it goes through its thread
// pool for every ES module.
/** A digest of all that the program is made of: what one build understood, another may understand otherwise. */
function buildOf(...paths: string[]): string {
  const hash = createHash('sha256')
  const add = (path: string): void => {
    if (!statSync(path).isDirectory()) return void hash.update(readFileSync(path))
    for (const entry of readdirSync(path).sort()) add(`${path}/${entry}`)
  }
  for (const path of paths) add(path)
  return hash.digest('base64url').slice(0, 16)
}

/** commander can start subcommands that are programs of their own. None of ours is, and what starts them loads slowly. */
const noPrograms: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'no-programs',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]commander[\\/]lib[\\/]command\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8')
      const without = code.replace("require('node:child_process')", '{}')
      if (without === code) throw new Error(`${path} does not start programs any more`)
      return { contents: without }
    })
  },
}

/** yaml looks into the environment at each token whether to print it, which takes a quarter of the time of `check`. */
const noTokenLog: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'no-token-log',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]yaml[\\/].*(?:parser|composer)\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8')
      const without = code.replace(/\bnode_process\.env\.LOG_\w+/g, 'false')
      if (without === code) throw new Error(`${path} does not look for LOG_TOKENS or LOG_STREAM any more`)
      return { contents: without }
    })
  },
}

/** What is loaded later is CommonJS, too: `import()` would take it through the loader of ES modules. */
const requireChunks: NonNullable<Options['plugins']>[number] = {
  name: 'require-chunks',
  buildEnd({ writtenFiles }) {
    for (const { name } of writtenFiles.filter(file => file.name.endsWith('.cjs'))) {
      const code = readFileSync(name, 'utf8')
      const required = code.replace(/\bimport\((['"][^'"]+['"])\)/g, 'Promise.resolve().then(() => require($1))')
      if (required !== code) writeFileSync(name, required)
    }
  },
}

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'cjs',
  target: 'node20',
  platform: 'node',
  splitting: true,
  clean: true,
  treeshake: true,
  // What is installed stays under a megabyte, and is read faster.
  minify: true,
  metafile: true,
  noExternal: [/.*/],
  define: {
    VERSION: JSON.stringify(version),
    BUILD: JSON.stringify(buildOf('src', 'package-lock.json')),
    'import.meta.dirname': '__dirname',
  },
  esbuildPlugins: [noPrograms, noTokenLog],
  plugins: [requireChunks],
  esbuildOptions(options) {
    // As its authors minified it, a third of the size; it is loaded for calendars alone.
    options.alias = { 'ical.js': './node_modules/ical.js/dist/ical.min.js' }
  },
  onSuccess: async () => writeNotices('dist/metafile-cjs.json'),
})

interface Package {
  name: string
  version: string
  license?: string
}

/** Bundling takes the packages and leaves their licences behind: these are the licences of all that was bundled. */
function writeNotices(metafile: string): void {
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>
  }
  const bundled = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  )
  const folders = bundled.flatMap(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [])
  const notices = [...new Set(folders)].sort().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Package
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
    const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
    return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`
  })
  const head = 'The program in dist/ contains these packages, each under its own licence.\n'
  writeFileSync('THIRD-PARTY-NOTICES.txt', [head, ...notices].join(`\n${'-'.repeat(78)}\n\n`))
  rmSync(metafile)
}
