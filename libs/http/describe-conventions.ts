import type { OpenAPIObject } from '@nestjs/swagger';

/** Marks operations, while they are described, that take no `Idempotency-Key`. */
export const WITHOUT_IDEMPOTENCY = 'x-without-idempotency';

type Operation = NonNullable<NonNullable<OpenAPIObject['paths'][string]>['get']>;
type Responses = NonNullable<Operation['responses']>;
type Answer = Extract<NonNullable<Responses[string]>, { description: string }>;
type Components = NonNullable<OpenAPIObject['components']>;

const WRITES = ['post', 'put', 'patch', 'delete'] as const;
const JSON_TYPE = 'application/json';
const refTo = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const PARAMETERS: Components['parameters'] = {
  Fields: {
    name: 'fields',
    in: 'query',
    required: false,
    description: 'Only these fields of the record, or of each item of a list: `id,name,branch.code`.',
    schema: { type: 'string', maxLength: 2000 },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'What was done under this key within a day is answered again and not done again. A UUID is best.',
    schema: { type: 'string', minLength: 8, maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag of the record as it was read; instead of `version` in the body.',
    schema: { type: 'string' },
  },
};

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

const HEADERS: Components['headers'] = {
  ETag: text('The version of the record, for If-Match and If-None-Match.'),
  IdempotencyReplayed: text('`true` when the request had been done before and this is its answer.'),
  RateLimit: text('What is left of the limit, `r`, and seconds until there is more, `t`.'),
  RateLimitPolicy: text('The limit: `q` requests in `w` seconds.'),
  RetryAfter: text('Seconds to wait.'),
};

const any = { description: 'Anything' };
const sentence = { type: 'string' as const };
const problemFields = {
  type: sentence,
  title: sentence,
  status: { type: 'integer' as const },
  code: { type: 'string' as const, description: 'Stable; what programs go by.' },
  detail: sentence,
  detailZh: sentence,
  detailEn: sentence,
  requestId: sentence,
};

const SCHEMAS: Components['schemas'] = {
  Problem: {
    type: 'object',
    description: 'RFC 9457 problem details.',
    properties: problemFields,
    required: ['type', 'title', 'status', 'code', 'detail', 'detailZh', 'detailEn'],
  },
  LostUpdate: {
    type: 'object',
    description: 'Somebody else saved the record in between: both versions.',
    properties: {
      ...problemFields,
      conflict: {
        type: 'object',
        properties: {
          current: { type: 'object', nullable: true, additionalProperties: true },
          sent: { type: 'object', additionalProperties: true },
          fields: {
            type: 'array',
            items: {
              type: 'object',
              properties: { field: sentence, theirs: any, mine: any },
              required: ['field'],
            },
          },
        },
        required: ['current', 'sent', 'fields'],
      },
    },
  },
};

const problem = (description: string, schema: string): Answer => ({
  description,
  content: { 'application/problem+json': { schema: refTo('schemas', schema) } },
});

const RESPONSES: Components['responses'] = {
  LostUpdate: problem('Somebody else saved the record in between', 'LostUpdate'),
  TooManyRequests: {
    ...problem('Too many requests', 'Problem'),
    headers: { 'Retry-After': refTo('headers', 'RetryAfter') },
  },
};

/**
 * Adds to a description what holds for every route, each thing written once and referred to: `fields` of everything
 * that answers JSON, `Idempotency-Key` of writes, `If-Match` and the 412 of writes that name a version, `ETag`, and the
 * limits.
 */
export function describeConventions(document: OpenAPIObject): OpenAPIObject {
  const versioned = versionedSchemas(document);
  for (const path of Object.values(document.paths)) {
    if (path.get) describeRead(path.get, versioned);
    for (const write of WRITES) if (path[write]) describeWrite(path[write], versioned);
    for (const method of ['get', ...WRITES] as const) if (path[method]) describeLimits(path[method]);
  }
  const components = document.components ?? {};
  return {
    ...document,
    components: {
      ...components,
      parameters: { ...components.parameters, ...PARAMETERS },
      headers: { ...components.headers, ...HEADERS },
      responses: { ...components.responses, ...RESPONSES },
      schemas: { ...components.schemas, ...SCHEMAS },
    },
  };
}

function describeRead(operation: Operation, versioned: ReadonlySet<string>): void {
  const answers = jsonAnswers(operation);
  if (answers.length > 0) take(operation, 'Fields');
  for (const answer of answers) if (tellsVersion(answer, versioned)) tell(answer, 'ETag', 'ETag');
  delete (operation as unknown as Record<string, unknown>)[WITHOUT_IDEMPOTENCY];
}

function describeWrite(operation: Operation, versioned: ReadonlySet<string>): void {
  const marked = operation as unknown as Record<string, unknown>;
  if (!marked[WITHOUT_IDEMPOTENCY]) {
    take(operation, 'IdempotencyKey');
    for (const answer of goodAnswers(operation)) tell(answer, 'Idempotency-Replayed', 'IdempotencyReplayed');
  }
  delete marked[WITHOUT_IDEMPOTENCY];
  for (const answer of jsonAnswers(operation))
    if (tellsVersion(answer, versioned)) tell(answer, 'ETag', 'ETag');
  const { requestBody } = operation;
  const body = requestBody && 'content' in requestBody ? requestBody.content[JSON_TYPE] : undefined;
  if (!body || !refersTo(body, versioned)) return;
  take(operation, 'IfMatch');
  operation.responses = { ...operation.responses, 412: refTo('responses', 'LostUpdate') };
}

function describeLimits(operation: Operation): void {
  for (const answer of goodAnswers(operation)) {
    tell(answer, 'RateLimit', 'RateLimit');
    tell(answer, 'RateLimit-Policy', 'RateLimitPolicy');
  }
  operation.responses = { ...operation.responses, 429: refTo('responses', 'TooManyRequests') };
}

function take(operation: Operation, parameter: string): void {
  operation.parameters = [...(operation.parameters ?? []), refTo('parameters', parameter)];
}

function tell(answer: Answer, name: string, header: string): void {
  answer.headers = { ...answer.headers, [name]: refTo('headers', header) };
}

function goodAnswers(operation: Operation): Answer[] {
  return Object.entries(operation.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, answer]) => (answer && 'description' in answer ? [answer] : []));
}

const jsonAnswers = (operation: Operation): Answer[] =>
  goodAnswers(operation).filter((answer) => answer.content?.[JSON_TYPE] !== undefined);

const tellsVersion = (answer: Answer, versioned: ReadonlySet<string>): boolean =>
  refersTo(answer.content![JSON_TYPE]!, versioned);

function refersTo(media: { schema?: object }, schemas: ReadonlySet<string>): boolean {
  const ref = (media.schema as { $ref?: string } | undefined)?.$ref;
  return ref !== undefined && schemas.has(ref);
}

/** Schemas of records and changes that name a version. */
function versionedSchemas(document: OpenAPIObject): Set<string> {
  const schemas = Object.entries(document.components?.schemas ?? {});
  return new Set(
    schemas
      .filter(([, schema]) => 'properties' in schema && schema.properties?.version !== undefined)
      .map(([name]) => `#/components/schemas/${name}`),
  );
}
