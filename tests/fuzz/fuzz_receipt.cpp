// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/receipts.h"

namespace {

using namespace gatehouse;

//! What is read as a statement is written back as the very bytes: there is one text for each.
template <typename T>
void readBack(const QByteArray &bytes)
{
    const auto read = readStatement<T>(bytes);
    if (read && canonicalBytes(*read) != bytes)
        __builtin_trap();
}

} // namespace

//! Statements, envelopes and receipts of anybody: nothing is read in two ways, and nothing that nobody
//! signed holds.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    readBack<DecisionStatement>(bytes);
    readBack<KeyEnrolment>(bytes);
    readBack<TreeHead>(bytes);
    readBack<DecisionEntry>(bytes);
    readBack<BundleManifest>(bytes);
    if (const auto decoded = dsse::fromBase64(QString::fromLatin1(bytes)); decoded && dsse::toBase64(*decoded).toLatin1() != bytes)
        __builtin_trap();
    const auto receipt = decodeReceipt(bytes);
    if (!receipt)
        return 0;
    if (encodeReceipt(*receipt) != bytes)
        __builtin_trap();
    // Whoever can make this hold can sign.
    (void)checkReceipt(*receipt);
    return 0;
}
