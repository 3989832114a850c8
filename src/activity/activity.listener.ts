import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Database } from '../../libs/database/database';
import { inTurn } from '../../libs/events/in-turn';
import { RecordEvent } from '../../libs/events/record-event';
import { isOnTimeline, openToAccount, timelinesOf } from './activity-rules';
import { type Actor, TrailRepository } from './audit/trail.repository';

/** Writes down what happened, in the transaction in which it does: both or neither. */
@Injectable()
export class ActivityListener {
  constructor(
    private readonly database: Database,
    private readonly trail: TrailRepository,
  ) {}

  @OnEvent(RecordEvent.event, { suppressErrors: false })
  async write(event: RecordEvent): Promise<void> {
    const place = {
      timelines: timelinesOf(event),
      onTimeline: isOnTimeline(event.kind),
      accountId: openToAccount(event),
    };
    await inTurn(event, () => this.trail.append(event, this.actor(event), place));
  }

  private actor(event: RecordEvent): Actor {
    const viewer = this.database.viewerIfAny;
    const origin = viewer?.origin;
    return {
      // Whoever logs in is known by then, though nobody's transaction is open yet.
      id: viewer?.userId ?? (event.kind === 'session.started' ? event.subject.id : null),
      via: origin?.via ?? (viewer ? 'console' : event.kind === 'session.started' ? 'session' : 'nobody'),
      apiKeyId: origin?.apiKeyId ?? null,
      requestId: origin?.requestId ?? null,
    };
  }
}
