import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { RecordEvent } from '../../../libs/events/record-event';
import { UsersService } from '../../identity/users/users.service';
import { HandOversService } from '../hand-over/hand-overs.service';
import { TeamService } from '../team/team.service';
import {
  moveChanged,
  moveNotFound,
  movesNothing,
  moveToSelf,
  moveUndone,
  tooManyToMove,
} from './moves.errors';
import { type MovableRow, type MoveRow, MovesRepository } from './moves.repository';
import type { MakeMoveDto, PreviewMoveDto } from './workload.dto';

const MOST_ACCOUNTS = 1000;

/** Many accounts pass from one manager to another at once, and back if it was a mistake. */
@Injectable()
export class MovesService {
  constructor(
    private readonly database: Database,
    private readonly moves: MovesRepository,
    private readonly handOvers: HandOversService,
    private readonly teams: TeamService,
    private readonly users: UsersService,
    private readonly events: EventEmitter2,
  ) {}

  async list(): Promise<{ items: MoveRow[] }> {
    return { items: await this.moves.page() };
  }

  /** What a move would move. @throws AppError `not-found`, `move.*` */
  async preview(input: PreviewMoveDto): Promise<{ effectiveOn: string; accounts: MovableRow[] }> {
    const { fromId, toId, accountIds } = input;
    if (fromId === toId) throw moveToSelf();
    const from = await this.users.get(fromId);
    await this.users.get(toId);
    const effectiveOn = input.effectiveOn ?? (await this.moves.today(from.branchId));
    const accounts = await this.moves.movable(fromId, effectiveOn, accountIds ?? null);
    if (accounts.length > MOST_ACCOUNTS) throw tooManyToMove();
    return { effectiveOn, accounts };
  }

  /** All or nothing: one account that cannot be handed over stops the move. */
  async make({ note, expected, ...input }: MakeMoveDto): Promise<MoveRow> {
    const { effectiveOn, accounts } = await this.preview(input);
    if (accounts.length === 0) throw movesNothing();
    if (accounts.length !== expected) throw moveChanged();
    const { fromId, toId } = input;
    const { userId: recordedBy, branchId } = this.database.viewer;
    const id = await this.moves.insert({
      branchId,
      fromId,
      toId,
      effectiveOn,
      note,
      accounts: accounts.length,
      recordedBy,
    });
    for (const account of accounts)
      await this.handOvers.record(account.id, { toId, effectiveOn, note, moveId: id });
    const made = await this.get(id);
    await this.tell('made', branchId, made, accounts.length);
    return made;
  }

  /** Accounts that were handed on since stay where they are. */
  async undo(id: string): Promise<MoveRow> {
    const move = await this.get(id);
    if (!(await this.moves.markUndone(id))) throw moveUndone();
    let restored = 0;
    for (const handOver of await this.moves.handOvers(id)) {
      if (!(await this.teams.takeBackPrimary(handOver.accountId, move, move.note))) continue;
      await this.moves.undoHandOver(handOver.id);
      restored += 1;
    }
    await this.moves.setRestored(id, restored);
    await this.tell('undone', this.database.viewer.branchId, move, restored);
    return this.get(id);
  }

  private async get(id: string): Promise<MoveRow> {
    const found = await this.moves.byId(id);
    if (!found) throw moveNotFound();
    return found;
  }

  private async tell(verb: string, branchId: string, move: MoveRow, accounts: number): Promise<void> {
    const { id, fromId, toId, fromName, toName, effectiveOn, note } = move;
    const event = new RecordEvent({
      kind: `account-move.${verb}`,
      branchId,
      subject: { type: 'account-move', id },
      related: [fromId, toId].map((user) => ({ type: 'user', id: user })),
      reason: note || null,
      facts: { from: fromName, member: toName, accounts, fromOn: effectiveOn },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
