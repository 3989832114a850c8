import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { CreateUserDto, UpdateUserDto, UserDto, UserPageDto, UserQueryDto } from './user.dto';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Allow('users:admin')
  @ZodResponse({ status: 200, type: UserPageDto })
  page(@Query() query: UserQueryDto) {
    return this.users.page(query);
  }

  @Get(':id')
  @Allow('users:admin')
  @ZodResponse({ status: 200, type: UserDto })
  get(@Param() { id }: IdParam) {
    return this.users.get(id);
  }

  @Post()
  @Allow('users:admin')
  @ZodResponse({ status: 201, type: UserDto })
  create(@Body() body: CreateUserDto) {
    return this.users.create(body);
  }

  @Patch(':id')
  @Allow('users:admin')
  @ZodResponse({ status: 200, type: UserDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateUserDto) {
    return this.users.update(id, body);
  }
}
