import { cache } from 'react';
import { findTopic } from '#newsroom/topics/find-topic';
import { listTopicRows } from '#newsroom/topics/list-topic-rows';

export const readTopic = cache(findTopic);

export const readTopics = listTopicRows;
