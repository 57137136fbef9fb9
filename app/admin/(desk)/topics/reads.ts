import { cache } from 'react';
import { findTopic } from '#newsroom/topics/find-topic';
import { listTopicLines } from '#newsroom/topics/list-topic-lines';

export const readTopic = cache(findTopic);

export const readTopics = listTopicLines;
