/** Who may import whom. The order of features: what stands left of the arrow is imported by what stands right. */
const FEATURES_IMPORTED_BY = {
  identity: [],
  accounts: ['identity'],
  visits: ['identity', 'accounts'],
  'service-desk': ['identity', 'accounts'],
  catalogue: ['identity', 'accounts'],
  'address-lists': ['identity', 'accounts'],
  proposals: ['identity', 'accounts', 'catalogue'],
  'cross-promotion': ['identity', 'accounts', 'address-lists'],
  campaigns: ['identity', 'accounts', 'catalogue', 'address-lists', 'proposals', 'cross-promotion'],
  mailings: ['identity', 'accounts', 'catalogue', 'address-lists', 'campaigns'],
  responses: ['identity', 'accounts', 'address-lists', 'campaigns', 'mailings'],
  revenue: ['identity', 'accounts', 'catalogue', 'address-lists', 'campaigns', 'mailings', 'responses'],
};

const direction = Object.entries(FEATURES_IMPORTED_BY).map(([feature, allowed]) => ({
  name: `direction-${feature}`,
  comment: 'News that travels backward is an event.',
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: {
    path: '^src/[^/]+/',
    pathNot: [`^src/${feature}/`, ...allowed.map((name) => `^src/${name}/`)],
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'libs-know-no-product',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(src|test|scripts)/' },
    },
    {
      name: 'pure-engines',
      comment: 'These engines stand alone: no Nest, no TypeORM, no other library of ours.',
      severity: 'error',
      from: { path: '^libs/(letterpress|visit-planner|chinese-address|calendar)/' },
      to: {
        path: ['^libs/', 'node_modules/(@nestjs|typeorm)/'],
        pathNot: '^libs/(letterpress|visit-planner|chinese-address|calendar)/',
      },
    },
    ...['letterpress', 'visit-planner', 'chinese-address', 'calendar'].map((engine) => ({
      name: `engine-alone-${engine}`,
      severity: 'error',
      from: { path: `^libs/${engine}/` },
      to: { path: '^libs/', pathNot: `^libs/${engine}/` },
    })),
    ...direction,
    {
      name: 'features-meet-at-their-doors',
      comment: "Another feature's module, exported service and events; never its entity, repository or DTO.",
      severity: 'error',
      // The command line puts the features together, as the entry points do.
      from: { path: '^src/([^/]+)/', pathNot: ['\\.spec\\.ts$', '^src/cli/'] },
      to: {
        path: '^src/([^/]+)/',
        pathNot: ['^src/$1/', '\\.(module|service|events)\\.ts$', '^src/identity/permissions\\.ts$'],
      },
    },
    {
      name: 'listeners-import-events-only',
      severity: 'error',
      from: { path: '^src/(activity|notifications|webhooks)/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/(activity|notifications|webhooks)/', '\\.events\\.ts$', '^src/identity/'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-barrels-in-features',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index\\.ts$' },
    },
    {
      name: 'controllers-call-services',
      comment: 'Only services ask repositories.',
      severity: 'error',
      from: { path: '\\.(controller|jobs)\\.ts$' },
      to: { path: '\\.repository\\.ts$' },
    },
    {
      name: 'only-repositories-query',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.(repository|entity|module)\\.ts$', '\\.spec\\.ts$'],
      },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: 'dist/' },
  },
};
