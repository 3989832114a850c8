import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../libs/auth/auth.decorators';
import { IdParam } from '../../libs/http/page.dto';
import { DeliveriesService } from './deliveries.service';
import {
  CreateWebhookDto,
  DeliveryDto,
  DeliveryPageDto,
  DeliveryQueryDto,
  NewWebhookDto,
  ReplayDto,
  ReplayedDto,
  RotateSecretDto,
  UpdateWebhookDto,
  WebhookDto,
  WebhookPageDto,
  WebhookQueryDto,
} from './webhook.dto';
import { WebhooksService } from './webhooks.service';

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly sent: DeliveriesService,
  ) {}

  @Get()
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: WebhookPageDto })
  page(@Query() query: WebhookQueryDto) {
    return this.webhooks.page(query);
  }

  @Get(':id')
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: WebhookDto })
  get(@Param() { id }: IdParam) {
    return this.webhooks.get(id);
  }

  @Post()
  @Allow('webhooks:admin')
  @ZodResponse({ status: 201, type: NewWebhookDto })
  create(@Body() body: CreateWebhookDto) {
    return this.webhooks.create(body);
  }

  @Patch(':id')
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: WebhookDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateWebhookDto) {
    return this.webhooks.update(id, body);
  }

  @Delete(':id')
  @Allow('webhooks:admin')
  @HttpCode(204)
  remove(@Param() { id }: IdParam): Promise<void> {
    return this.webhooks.remove(id);
  }

  /** A new secret; the old one signs beside it for as long as is asked. */
  @Post(':id/secret')
  @HttpCode(200)
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: NewWebhookDto })
  rotate(@Param() { id }: IdParam, @Body() body: RotateSecretDto) {
    return this.webhooks.rotate(id, body);
  }

  @Post(':id/test')
  @Allow('webhooks:admin')
  @ZodResponse({ status: 201, type: DeliveryDto })
  test(@Param() { id }: IdParam) {
    return this.sent.test(id);
  }

  @Get(':id/deliveries')
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: DeliveryPageDto })
  deliveries(@Param() { id }: IdParam, @Query() query: DeliveryQueryDto) {
    return this.sent.page(id, query);
  }

  /** Sends again what came about in a range of time. */
  @Post(':id/replay')
  @HttpCode(200)
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: ReplayedDto })
  replay(@Param() { id }: IdParam, @Body() body: ReplayDto) {
    return this.sent.replayRange(id, body);
  }
}

@ApiTags('webhooks')
@Controller('webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(private readonly sent: DeliveriesService) {}

  @Post(':id/replay')
  @HttpCode(200)
  @Allow('webhooks:admin')
  @ZodResponse({ status: 200, type: DeliveryDto })
  replay(@Param() { id }: IdParam) {
    return this.sent.replay(id);
  }
}
