// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

//! "sha512-9f2cA1…e07ab": the algorithm, the first six and the last five characters. Shorter
//! digests stay whole.
QString shortDigest(const QString &digest);

//! A short digest with a button that copies it in full; the tool tip shows it in full.
class DigestLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit DigestLabel(QWidget *parent = nullptr);

    void setDigest(const QString &digest);

private:
    QString m_digest;
    class TextLabel *m_label;
    class Button *m_copy;
};

} // namespace gatehouse
