import mongoose, { type InferSchemaType } from 'mongoose';

const schema = new mongoose.Schema({
  product: { type: String, required: true, index: true },
  author: { type: Number, required: true },
  name: { type: String, required: true },
  rating: { type: Number, min: 1, max: 5, required: true },
  text: { type: String, default: '' },
  status: { type: String, enum: ['pending', 'published', 'rejected'], default: 'pending' },
  createdAt: { type: Date, default: Date.now },
});

export type ReviewRecord = InferSchemaType<typeof schema>;
export const Review = mongoose.model('Review', schema);
