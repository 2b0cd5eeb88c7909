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
  dts: false,
  minify: false,
  treeshake: true,
  noExternal: [/.*/],
  // Bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
