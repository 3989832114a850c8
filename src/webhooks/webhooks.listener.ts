import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { inTurn } from '../../libs/events/in-turn';
import { RecordEvent } from '../../libs/events/record-event';
import { DeliveriesService } from './deliveries.service';

@Injectable()
export class WebhooksListener {
  constructor(private readonly deliveries: DeliveriesService) {}

  @OnEvent(RecordEvent.event, { suppressErrors: false })
  tell(event: RecordEvent): Promise<void> {
    return inTurn(event, () => this.deliveries.tell(event));
  }
}
