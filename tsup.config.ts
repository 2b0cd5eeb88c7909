import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

// Everything is bundled, so that installing the program installs one package. Each command is a chunk of its own,
// loaded when it is called.
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  clean: true,
  treeshake: true,
  metafile: true,
  noExternal: [/.*/],
  // As its authors minified it, a third of the size; it is loaded for calendars alone.
  esbuildOptions(options) {
    options.alias = { 'ical.js': './node_modules/ical.js/dist/ical.min.js' }
  },
  // Bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  onSuccess: async () => writeNotices('dist/metafile-esm.json'),
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
