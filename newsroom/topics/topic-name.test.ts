import { expect, it } from 'vitest';
import { topicName } from '#newsroom/topics/topic-name';

it('names a topic in the language asked for, else in another, and says in which', () => {
  const [en, ru, none] = [
    { language: 'en', name: 'Water' },
    { language: 'ru', name: 'Вода' },
    { language: 'hy', name: '' },
  ];
  const named = (...texts: { language: string; name: string }[]) => topicName({ key: 'water', texts }, 'hy');
  expect(topicName({ key: 'water', texts: [en, ru] }, 'ru')).toEqual({ key: 'water', name: 'Вода', nameIn: 'ru' });
  expect(named(en, none)).toEqual({ key: 'water', name: 'Water', nameIn: 'en' });
  expect(named(none)).toEqual({ key: 'water', name: 'water', nameIn: null });
  expect(named()).toEqual({ key: 'water', name: 'water', nameIn: null });
});
