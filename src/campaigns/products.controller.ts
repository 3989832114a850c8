import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { SignedIn } from '../../libs/auth/auth.decorators';
import { ProductsDto } from './campaign.dto';
import { PRODUCTS } from './products';

@ApiTags('campaigns')
@Controller('products')
export class ProductsController {
  @Get()
  @SignedIn()
  @ZodResponse({ status: 200, type: ProductsDto })
  list() {
    return { items: [...PRODUCTS] };
  }
}
