import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, SignedIn } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { BranchDto, BranchPageDto, CreateBranchDto, UpdateBranchDto } from './branch.dto';
import { BranchesService } from './branches.service';

@ApiTags('branches')
@Controller('branches')
export class BranchesController {
  constructor(private readonly branches: BranchesService) {}

  /** The viewer's subtree, whole. */
  @Get()
  @SignedIn()
  @ZodResponse({ status: 200, type: BranchPageDto })
  list() {
    return this.branches.list();
  }

  @Post()
  @Allow('branches:admin')
  @ZodResponse({ status: 201, type: BranchDto })
  create(@Body() body: CreateBranchDto) {
    return this.branches.create(body);
  }

  @Patch(':id')
  @Allow('branches:admin')
  @ZodResponse({ status: 200, type: BranchDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateBranchDto) {
    return this.branches.update(id, body);
  }
}
