import { Injectable } from '@nestjs/common';
import type { Page } from '../../libs/database/keyset';
import { UsersService } from '../identity/users/users.service';
import type { PeopleQueryDto } from './account.dto';

export interface Person {
  id: string;
  name: string;
  branchId: string;
  branchName: string;
  roles: string[];
  active: boolean;
}

@Injectable()
export class PeopleService {
  constructor(private readonly users: UsersService) {}

  async page({ q, branchId, cursor, limit }: PeopleQueryDto): Promise<Page<Person>> {
    const page = await this.users.page({ q, branchId, cursor, limit, sort: 'name' });
    return {
      ...page,
      items: page.items.map(({ id, name, branchId, branchName, roles, active }) => ({
        id,
        name,
        branchId,
        branchName,
        roles,
        active,
      })),
    };
  }
}
