// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QAbstractScrollArea;

namespace gatehouse {

class UiState;

//! How far down a view is scrolled, for each of the last objects that it showed. Comes back when the
//! object does and there is enough to scroll, unless the person scrolls first; outlives the console.
//! Goes with its view.
class ScrollMemory final : public QObject
{
    Q_OBJECT

public:
    //! Positions of this many objects are kept.
    static constexpr int mostObjects = 20;

    //! \a name is what it is kept under; each view has its own.
    ScrollMemory(UiState &state, QAbstractScrollArea *view, const QString &name);
    //! From now on the view shows \a object. Call it before the object's content is there.
    void setObject(const QString &object);

private:
    int keptPosition() const;
    void keep(int position);

    UiState &m_state;
    QAbstractScrollArea *m_view;
    const QString m_key;
    QString m_object;
    int m_wanted = 0; //!< Where to go once there is enough; what is scrolled to until then is nobody's place.
};

} // namespace gatehouse
