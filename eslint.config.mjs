import tseslint from 'typescript-eslint'

/** Type-aware rules at their strictest, and the borders between the folders. */

/** An import of one of our own folders or files, however many `../` away. */
const ours = (...names) => `^\\.{1,2}/(.*/)?(${names.join('|')})(/|$)`
const packages = (...names) => `^(${names.join('|')})(/|$)`

const never = (regex, message) => ({ regex, message })
const typesOnly = (regex, message) => ({ regex, message, allowTypeImports: true })

const MAIN = never(ours('main'), 'main.ts builds everything; nothing imports it.')
const ENVIRONMENT = never(packages('node:process', 'process'), 'src/config.ts alone reads the environment.')
const STANDIN = never(ours('standin'), 'The stand-in is for test/ and the demo.')
const WIRE = typesOnly(ours('wecom'), 'The wire stays in wecom/.')
const SPEECHLESS = [
  never(packages('typeorm', 'node-cron'), 'The wire knows neither rows nor clocks.'),
  never(
    ours('entities', 'record', 'handle', 'jobs', 'roster', 'search', 'understand', 'decide', 'wording'),
    'The wire knows nothing of what is said on it.',
  ),
  never(ours('intake', 'policy', 'runtime', 'config'), 'The wire is handed what it needs.'),
]

const PURE = ['src/understand/**', 'src/decide/**', 'src/wording/**', 'src/wording.ts', 'src/time.ts']

/** A file belongs to one border only: a later block replaces the options of an earlier one. */
const borders = [
  {
    files: ['entities/**'],
    patterns: [never('^(?!typeorm$|\\./)', 'Entities know typeorm and each other, nothing of src/.')],
  },
  {
    files: PURE,
    patterns: [
      STANDIN,
      never('^(?!tyme4ts$|\\.)', 'Pure code does no input or output, nor do the packages it uses.'),
      typesOnly(ours('entities', 'policy', 'record', 'search'), 'Pure code borrows types alone from here.'),
      never(
        ours('wecom', 'runtime', 'config', 'handle', 'jobs', 'roster', 'intake', 'http', 'clock'),
        'Pure code knows nothing of the world around it.',
      ),
    ],
  },
  {
    files: ['src/record/**'],
    patterns: [
      STANDIN,
      WIRE,
      never(packages('koa', 'koa-router', 'node-cron'), 'record/ talks to TypeORM alone.'),
      never(
        ours('handle', 'jobs', 'roster', 'search', 'intake', 'http', 'clock', 'wording'),
        'record/ stores and finds; others decide and speak.',
      ),
    ],
  },
  { files: ['src/wecom/**'], patterns: [STANDIN, ...SPEECHLESS] },
  { files: ['src/standin/**'], patterns: SPEECHLESS },
  {
    files: ['src/handle/**', 'src/jobs/**'],
    patterns: [
      STANDIN,
      WIRE,
      never(packages('koa', 'koa-router', 'typeorm', 'node-cron'), 'Rows are found and stored in record/.'),
      never(ours('http', 'clock'), 'main.ts joins them.'),
    ],
  },
  {
    files: ['src/**'],
    ignores: [...PURE, 'src/{record,wecom,standin,handle,jobs}/**'],
    patterns: [STANDIN],
  },
  { files: ['scripts/**'], ignores: ['scripts/demo.ts', 'scripts/demo/**'], patterns: [STANDIN] },
  { files: ['scripts/demo.ts', 'scripts/demo/**', 'test/**'], patterns: [] },
].map(({ patterns, ...where }) => ({
  ...where,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [MAIN, ENVIRONMENT, ...patterns] }],
  },
}))

/** `now` is an argument: the contract's clocks are the message's and the job's. */
const clock = {
  files: [...PURE, 'src/{record,search,handle,jobs,roster}/**'],
  rules: {
    'no-restricted-syntax': [
      'error',
      ...[
        'NewExpression[callee.name="Date"][arguments.length=0]',
        'CallExpression[callee.name="Date"]',
        'MemberExpression[object.name="Date"][property.name="now"]',
      ].map((selector) => ({ selector, message: '`now` is an argument.' })),
    ],
  },
}

const worldless = {
  files: PURE,
  rules: {
    'no-restricted-globals': [
      'error',
      ...['process', 'fetch', 'performance', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
        name,
        message: 'Pure code does no input or output and waits for nothing.',
      })),
    ],
  },
}

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // `const { from: _from, ...rest } = fact` is how a key is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `said || meant` over two answers that may be missing asks whether either is yes.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { boolean: true } }],
      // Numbers read well inside a sentence; everything else has to say how it becomes text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `if (…) return refuse(context, 403)` is how the house hands on; the rule has no option for it in async functions.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Rows are data without methods, and Chinese is read by code point: both are spread on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'src/config.ts alone reads the environment.' },
      ],
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // The readers speak in patterns, beside each other in lists; a pattern of one word is still one.
    files: ['src/understand/**'],
    rules: {
      '@typescript-eslint/prefer-includes': 'off',
      '@typescript-eslint/prefer-string-starts-ends-with': 'off',
    },
  },
  borders,
  clock,
  worldless,
  {
    // Where the environment comes in: the server's, and that of a test run.
    files: ['src/config.ts', 'test/jest/**', 'test/databases.ts', 'test/faults/shiftedClock.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
)
