import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import type { Page } from '../../../libs/database/keyset';
import { type FieldChange, fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { BranchesService } from '../branches/branches.service';
import { emailTaken, ownAccess, roleAboveOwn, userNotFound } from '../identity.errors';
import { hashPassword } from '../password';
import { permissionsOf } from '../permissions';
import type { CreateUserDto, UpdateUserDto, UserQueryDto } from './user.dto';
import { UserRow, UsersRepository } from './users.repository';

const TOLD = ['name', 'roles', 'active', 'branchId'] as const;

@Injectable()
export class UsersService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersRepository,
    private readonly branches: BranchesService,
    private readonly events: EventEmitter2,
  ) {}

  page(query: UserQueryDto): Promise<Page<UserRow>> {
    return this.users.page(query);
  }

  async get(id: string): Promise<UserRow> {
    const user = await this.users.byId(id);
    if (!user) throw userNotFound();
    return user;
  }

  async create(input: CreateUserDto): Promise<UserRow> {
    this.assertMayGrant(input.roles);
    await this.branches.get(input.branchId);
    const { password, ...user } = input;
    try {
      const id = await this.users.insert({ ...user, passwordHash: await hashPassword(password) });
      const created = await this.get(id);
      await this.tell('user.created', created);
      return created;
    } catch (error) {
      if (isUniqueViolation(error)) throw emailTaken();
      throw error;
    }
  }

  /** A new password, role or deactivation ends the user's sessions: the change holds at once. */
  async update(id: string, input: UpdateUserDto): Promise<UserRow> {
    const before = await this.get(id);
    const { version, password, ...change } = input;
    // Also for a new password alone: whoever sets it can be that person.
    if (id !== this.database.viewer.userId || change.roles || password) {
      this.assertMayGrant([...before.roles, ...(change.roles ?? [])]);
    }
    if (change.branchId) await this.branches.get(change.branchId);
    if (id === this.database.viewer.userId) {
      const dropsAdmin = change.roles !== undefined && !change.roles.includes('administrator');
      if (change.active === false || dropsAdmin) throw ownAccess();
    }
    const passwordHash = password ? { passwordHash: await hashPassword(password) } : {};
    await this.users.update(id, version, { ...change, ...passwordHash });
    if (password || change.roles || change.active === false || change.branchId)
      await this.users.endSessions(id);
    const after = await this.get(id);
    const changes = fieldChanges<UserRow>(before, after, TOLD);
    const newPassword = password !== undefined;
    if (changes.length > 0 || newPassword) await this.tell('user.changed', after, changes, newPassword);
    return after;
  }

  private async tell(
    kind: string,
    user: UserRow,
    changes: FieldChange[] = [],
    newPassword = false,
  ): Promise<void> {
    const { id, branchId, name, roles } = user;
    const facts = { name, roles: roles.join(' '), ...(newPassword ? { newPassword } : {}) };
    const event = new RecordEvent({ kind, branchId, subject: { type: 'user', id }, changes, facts });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private assertMayGrant(roles: readonly string[]): void {
    const own = new Set(this.database.viewer.permissions);
    if (!permissionsOf(roles).every((permission) => own.has(permission))) throw roleAboveOwn();
  }
}
