import { Injectable } from '@nestjs/common';
import type { Page } from '../../../../libs/database/keyset';
import { fieldChanges } from '../../../../libs/events/field-changes';
import type { ActionState } from '../plan-words';
import { PlanRecordsService } from '../plan-records.service';
import { actionElsewhere, actionNotFound, stateStep } from '../plans.errors';
import type { ActionQueryDto, CreateActionDto, UpdateActionDto } from './risk.dto';
import { mayFollow } from './risk-states';
import { type ActionRow, RisksRepository } from './risks.repository';

export type ActionView = ActionRow & { mayChange: boolean };

const VERBS: Readonly<Record<ActionState, string>> = { open: 'reopened', done: 'done', dropped: 'dropped' };

/** What is to be done for accounts, by whom and until when; what is late shows as work. */
@Injectable()
export class ActionsService {
  constructor(
    private readonly records: PlanRecordsService,
    private readonly risks: RisksRepository,
  ) {}

  async page(query: ActionQueryDto): Promise<Page<ActionView>> {
    const page = await this.risks.actions(query, await this.records.today());
    return { ...page, items: page.items.map((row) => this.view(row)) };
  }

  /** @throws AppError `action.elsewhere` for a risk or recovery of another account */
  async add(accountId: string, input: CreateActionDto): Promise<ActionView> {
    const account = await this.records.forWriting(accountId);
    await this.records.assertPerson(input.ownerId);
    const { riskId, recoveryId } = input;
    if (riskId && (await this.risks.risk(riskId))?.accountId !== accountId) throw actionElsewhere('riskId');
    if (recoveryId && !(await this.risks.isRecoveryOf(recoveryId, accountId)))
      throw actionElsewhere('recoveryId');
    const id = await this.risks.insertAction({ ...input, accountId });
    await this.records.tell(account, {
      kind: 'action.added',
      subject: { type: 'action', id },
      facts: { title: input.title, dueOn: input.dueOn },
      concerns: input.ownerId ? [input.ownerId] : [],
    });
    return this.get(id);
  }

  /** @throws AppError `record.state` */
  async update(id: string, { version, ...change }: UpdateActionDto): Promise<ActionView> {
    const before = await this.get(id);
    const account = await this.records.forWriting(before.accountId);
    const { state } = change;
    const moves = state !== undefined && state !== before.state;
    if (moves && !mayFollow(before.state, state)) throw stateStep();
    if (change.ownerId !== before.ownerId) await this.records.assertPerson(change.ownerId);
    const ended = moves ? { endedAt: state === 'open' ? null : new Date() } : {};
    await this.risks.updateAction(id, version, { ...change, ...ended });
    const changes = fieldChanges<ActionRow>(before, change, ['title', 'note', 'ownerId', 'dueOn', 'state']);
    if (changes.length > 0) {
      const subject = { type: 'action', id };
      const kind = `action.${moves ? VERBS[state] : 'changed'}`;
      await this.records.tell(account, { kind, subject, changes, facts: { title: before.title } });
    }
    return this.get(id);
  }

  private async get(id: string): Promise<ActionView> {
    const action = await this.risks.action(id, await this.records.today());
    if (!action) throw actionNotFound();
    return this.view(action);
  }

  private view(row: ActionRow): ActionView {
    return { ...row, mayChange: this.records.owns(row) };
  }
}
