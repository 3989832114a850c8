import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useList } from '../ui/table/list-query';
import type { ListState } from '../ui/table/list-state';
import { api, body } from './client';

/** Campaigns planned for one account. */
export function useAccountCampaigns(accountId: string, state: ListState<never>) {
  return useList(['campaigns', accountId], state, (page) =>
    body(api.GET('/api/campaigns', { params: { query: { ...page, accountId } } })),
  );
}

/** Address lists that belong to one account. */
export function useAccountLists(accountId: string, state: ListState<never>) {
  return useList(['address-lists', accountId], state, (page) =>
    body(api.GET('/api/address-lists', { params: { query: { ...page, accountId } } })),
  );
}

/** Lines of revenue earned on one account. */
export function useAccountRevenue(accountId: string, state: ListState<never>) {
  return useList(['revenue', accountId], state, ({ cursor, limit, sort }) =>
    body(
      api.GET('/api/revenue/lines', {
        params: { query: { limit, sort, accountId, ...(cursor !== undefined && { cursor }) } },
      }),
    ),
  );
}

/** What one account earned altogether. */
export function useAccountRevenueTotal(accountId: string) {
  return useQuery({
    queryKey: ['revenue', accountId, 'total'],
    queryFn: async () =>
      (await body(api.GET('/api/revenue/summary', { params: { query: { accountId, by: 'campaign' } } })))
        .total,
  });
}

function useProductList() {
  return useQuery({
    queryKey: ['products'],
    queryFn: async () => (await body(api.GET('/api/products'))).items,
    staleTime: Infinity,
  });
}

/** What is sold, named in the language in force. */
export function useProducts(): { code: string; name: string }[] {
  const { i18n } = useTranslation();
  const products = useProductList();
  return (products.data ?? []).map(({ code, zh, en }) => ({ code, name: i18n.language === 'en' ? en : zh }));
}

/** A product's name by its code. */
export function useProductName(): (code: string | null) => string {
  const { i18n } = useTranslation();
  const products = useProductList();
  return (code) => {
    const product = products.data?.find((candidate) => candidate.code === code);
    if (!product) return code ?? '–';
    return i18n.language === 'en' ? product.en : product.zh;
  };
}
