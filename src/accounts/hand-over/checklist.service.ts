import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { RecordEvent } from '../../../libs/events/record-event';
import { AccountsService } from '../accounts.service';
import { MOST_CHECKS } from './checklist';
import { type CheckRow, ChecklistRepository } from './checklist.repository';
import { checkFixed, checklistFull, checkNotFound, checkNotYours } from './hand-over.errors';
import { type HandOverView, HandOversService } from './hand-overs.service';

/** The checklist of a hand-over: ticked and added to by giver and receiver until the receiver's word. */
@Injectable()
export class ChecklistService {
  constructor(
    private readonly handOvers: HandOversService,
    private readonly checks: ChecklistRepository,
    private readonly accounts: AccountsService,
    private readonly events: EventEmitter2,
  ) {}

  /** @throws AppError `not-found`, `hand-over.not-yours`, `hand-over.checklist-full` */
  async add(handOverId: string, title: string): Promise<HandOverView> {
    const handOver = await this.writable(handOverId);
    if (handOver.items.length >= MOST_CHECKS) throw checklistFull(MOST_CHECKS);
    await this.checks.add(handOverId, [{ kind: 'extra', title, mandatory: false }]);
    return this.handOvers.view(handOverId);
  }

  /** Done again it changes nothing. @throws AppError `not-found`, `hand-over.not-yours` */
  async tick(id: string, done: boolean): Promise<HandOverView> {
    const check = await this.check(id);
    const handOver = await this.writable(check.handOverId);
    if (await this.checks.tick(id, done)) await this.tell(handOver, check, done);
    return this.handOvers.view(check.handOverId);
  }

  /** @throws AppError `not-found`, `hand-over.not-yours`, `hand-over.check-fixed` */
  async remove(id: string): Promise<HandOverView> {
    const check = await this.check(id);
    await this.writable(check.handOverId);
    if (!(await this.checks.remove(id))) throw checkFixed();
    return this.handOvers.view(check.handOverId);
  }

  private async check(id: string): Promise<CheckRow> {
    const check = await this.checks.byId(id);
    if (!check) throw checkNotFound();
    return check;
  }

  private async writable(handOverId: string): Promise<HandOverView> {
    const handOver = await this.handOvers.view(handOverId);
    if (!handOver.mayTick) throw checkNotYours();
    return handOver;
  }

  private async tell({ accountId }: HandOverView, { kind, title }: CheckRow, done: boolean): Promise<void> {
    const { id, branchId, name, code } = await this.accounts.get(accountId);
    const event = new RecordEvent({
      kind: done ? 'account.hand-over-checked' : 'account.hand-over-unchecked',
      branchId,
      subject: { type: 'account', id },
      facts: { name, code, item: title || kind },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
