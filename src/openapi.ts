import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { SESSION_COOKIE } from '../libs/auth/auth.guard';
import { describeConventions } from '../libs/http/describe-conventions';
import { VERSION } from './version';

/** The API's description, the same for the docs page, `openapi.json` and the generated web client. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('鸿雁 Hongyan API')
    .setDescription('Key accounts, address lists, direct-mail batches and revenue.')
    .setVersion(VERSION)
    .addCookieAuth(SESSION_COOKIE)
    .addBearerAuth({ type: 'http', description: 'API key' })
    .build();
  const described = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return describeConventions(cleanupOpenApiDoc(described));
}

export function serveApiDocs(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: '鸿雁 API',
  });
}
